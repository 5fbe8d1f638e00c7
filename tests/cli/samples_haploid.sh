# SPDX-License-Identifier: MIT
# samples_haploid - --haploid makes every column a sample.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tT\n1\t5\tA\tA\tC\tN\n' >matrix.tsv
convert --haploid -o out.vcf matrix.tsv
bcftools query -f '[%SAMPLE %GT ]\n' out.vcf | is 'S_a 0 S_b 1 T . '
