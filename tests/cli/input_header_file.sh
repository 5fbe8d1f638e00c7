# SPDX-License-Identifier: MIT
# input_header_file - -H takes one tab-separated line or one name a line, of all columns or of the allele columns.
. "$(dirname "$0")/common.sh"

printf '1\t5\tA\tA\tC\n' >matrix.tsv
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n' >all_in_a_line
printf 'CHROM\nPOS\nREF\nS_a\nS_b\n' >all_one_a_line
printf 'S_a\tS_b' >alleles_in_a_line
printf 'S_a\r\nS_b\r\n' >alleles_one_a_line

for header in all_in_a_line all_one_a_line alleles_in_a_line alleles_one_a_line; do
  convert -H "$header" matrix.tsv | bcftools query -f '%CHROM %POS[ %SAMPLE %GT]\n' | is '1 5 S 0|1'
done
