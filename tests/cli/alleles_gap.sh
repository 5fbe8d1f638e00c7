# SPDX-License-Identifier: MIT
# alleles_gap - a gap is missing by default, and the account says how many and how to keep them.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b T_a T_b
1 5 A - C A A
1 6 A * - A A
1 7 A * - A T
END
convert -o out.vcf matrix.tsv
bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out.vcf | is $'5 C 1 3 .|1 0|0\n7 T 1 2 .|. 0|1'
grep -E '\b5\b.*gap|gap.*\b5\b' "$err"
says '--gap star'
convert --gap missing --no-version matrix.tsv >explicit.vcf
convert --no-version matrix.tsv | cmp - explicit.vcf
