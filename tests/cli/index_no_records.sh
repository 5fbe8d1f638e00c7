# SPDX-License-Identifier: MIT
# index_no_records - a file without any record has an index that readers take.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t7\tA\tA\tA\n2\t7\tA\tA\tA\n' >matrix.tsv
printf '1\t100\n2\t100\n3\t100\n' >contigs.txt
for name in out.vcf.gz out.bcf; do
  convert -C contigs.txt -o "$name" matrix.tsv
  bcftools view -H -r 1:1-10 "$name" | is ''
  bcftools view -h "$name" | grep -c '^##contig=' | is 3
done
