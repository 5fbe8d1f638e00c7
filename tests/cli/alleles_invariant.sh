# SPDX-License-Identifier: MIT
# alleles_invariant - a row without ALT is counted, not written.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b
1 5 A A a
1 6 A N .
1 7 N N ?
1 8 A - A
1 9 A A T
END
convert -o out.vcf matrix.tsv
bcftools query -f '%POS\n' out.vcf | is 9
grep -iE '\b4\b.*invariant|invariant.*\b4\b' "$err"
