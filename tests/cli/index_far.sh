# SPDX-License-Identifier: MIT
# index_far - where a record ends past 2^29 the index is a CSI, with a word on who wants TBI.
. "$(dirname "$0")/common.sh"

reaches() { printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t7\tA\tA\tC\n1\t%s\t%s\t%s\tA\n' "$1" "$2" "$2"; }
reaches 536870912 C | convert -o near.vcf.gz -
[[ -e near.vcf.gz.tbi && ! -e near.vcf.gz.csi ]]
if grep -F CSI "$err"; then exit 1; fi

for far in '536870912 CC' '536870913 C' '2147483646 C'; do
  reaches $far >matrix.tsv
  convert -o far.vcf.gz matrix.tsv
  [[ -e far.vcf.gz.csi && ! -e far.vcf.gz.tbi ]]
  says CSI TBI GATK
  bcftools query -r "1:${far% *}" -f '%POS\n' far.vcf.gz | is "${far% *}"
  cat matrix.tsv | convert -o piped.vcf.gz -
  [[ -e piped.vcf.gz.csi && ! -e piped.vcf.gz.tbi ]]
done
