# SPDX-License-Identifier: MIT
# alleles_unanchored - records whose alleles differ in length without a shared first base are counted, with a hint.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tCG\n1\t7\tAT\tA\tAT\n1\t9\tAT\tGC\tAT\n1\t11\tTA\tA\tTA\n' >matrix.tsv
convert -o out.vcf matrix.tsv
bcftools query -f '%POS %REF %ALT\n' out.vcf | is $'5 A CG\n7 AT A\n9 AT GC\n11 TA A'
says 'bcftools norm -f'
grep -E 'first base.*\b2\b' "$err"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t7\tAT\tA\tAT\n' | convert - >out.vcf
if grep -F 'bcftools norm' "$err"; then exit 1; fi
