# SPDX-License-Identifier: MIT
# input_pos_largest - POS may be as large as 2^31-2, in VCF and in BCF.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t1\tA\tA\tC\n1\t2147483646\tA\tA\tC\n' >matrix.tsv
convert -o out.vcf.gz matrix.tsv
convert -o out.bcf matrix.tsv
for file in out.vcf.gz out.bcf; do
  bcftools query -f '%POS\n' "$file" | is $'1\n2147483646'
  bcftools query -r 1:2147483646 -f '%POS\n' "$file" | is 2147483646
done
