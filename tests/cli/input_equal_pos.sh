# SPDX-License-Identifier: MIT
# input_equal_pos - rows of equal POS are kept, in their order, and counted.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b
1 5 A A C
1 5 AG A AG
1 5 A T A
1 6 A T A
END
convert -o out.vcf matrix.tsv
bcftools query -f '%POS %REF %ALT\n' out.vcf | is $'5 A C\n5 AG A\n5 A T\n6 A T'
grep -E 'POS of the row before.*\b2\b' "$err"
