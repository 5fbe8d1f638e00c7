#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tabix - regions of a .vcf.gz by its TBI or CSI; the whole file contig by contig.
. "$(dirname "$0")/answer.sh"
needs tabix
if [ $# -gt 1 ]; then regions=("$2:$3-$4"); else mapfile -t regions < <(tabix -l "$1"); fi
{ tabix -H "$1"; for region in "${regions[@]}"; do tabix "$1" "$region"; done; } | answer
