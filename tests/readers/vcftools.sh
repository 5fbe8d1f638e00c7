#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# vcftools - vcf-validator has no remark on the file, and vcftools recodes it.
. "$(dirname "$0")/answer.sh"
needs vcftools
needs vcf-validator
read=--vcf
[[ $1 != *.gz ]] || read=--gzvcf
if [ $# -gt 1 ]; then
  region=(--chr "$2" --from-bp "$3" --to-bp "$4")
else
  # It recommends a ##reference; ours tells none where none was given.
  said=$(vcf-validator "$1" 2>&1 | grep -v "^The header tag 'reference' not present" || true)
  [ -z "$said" ] || { echo "vcf-validator: $said" >&2; exit 1; }
fi
vcftools "$read" "$1" --recode --stdout ${region+"${region[@]}"} 2> vcftools.log | answer
