# SPDX-License-Identifier: MIT
# samples_mixed_ploidy - a column without partner is a haploid sample, and mixed ploidy is warned of.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tref2\n1\t5\tA\tA\tC\tC\n' >matrix.tsv
convert -o out.vcf matrix.tsv
bcftools query -f '[%SAMPLE %GT ]\n' out.vcf | is 'S 0|1 ref2 1 '
grep -i '^warning: .*ploid' "$err"
says ref2 -p

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n' >matrix.tsv
convert -o out.vcf matrix.tsv
if grep -i warning "$err"; then exit 1; fi
