#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# plink2 - reads the file by --vcf into its own format and writes it back. Half calls become missing: it can't hold them.
. "$(dirname "$0")/answer.sh"
needs plink2
read=--vcf
[[ $1 != *.bcf ]] || read=--bcf
[ $# -eq 1 ] || region=(--chr "$2" --from-bp "$3" --to-bp "$4")
plink2 "$read" "$1" --vcf-half-call missing --allow-extra-chr ${region+"${region[@]}"} --export vcf --out plink2 > plink2.out 2>&1 ||
  { cat plink2.out >&2; exit 1; }
# It keeps no phase where both alleles are equal, or missing.
answer < plink2.vcf | sed -E 's:\t([0-9]+|\.)/\1(\t|$):\t\1|\1\2:g; s:\t([0-9]+|\.)/\1(\t|$):\t\1|\1\2:g'
