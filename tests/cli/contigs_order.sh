# SPDX-License-Identifier: MIT
# contigs_order - data in another contig order than the list is warned of, and its index works.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n2\t5\tA\tA\tC\n1\t5\tA\tA\tC\n' >matrix.tsv
printf '1\n2\n' >names.txt
for name in out.vcf.gz out.bcf; do
  convert -C names.txt -o "$name" matrix.tsv
  grep '^Warning: .*names.txt' "$err"
  bcftools query -f '%CHROM\n' "$name" | is $'2\n1'
  bcftools query -r 1 -f '%CHROM\n' "$name" | is 1
done
