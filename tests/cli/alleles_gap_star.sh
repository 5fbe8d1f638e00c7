# SPDX-License-Identifier: MIT
# alleles_gap_star - --gap star makes a gap the ALT allele *.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b T_a T_b
1 5 A - C A *
1 6 A * - A A
END
for type in v b; do
  convert --gap star -O "$type" matrix.tsv >out
  bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out | is $'5 *,C 2,1 4 1|2 0|1\n6 * 2 4 1|1 0|0'
done
if grep -F -e '--gap star' "$err"; then exit 1; fi
