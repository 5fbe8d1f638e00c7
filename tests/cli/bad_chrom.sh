# SPDX-License-Identifier: MIT
# bad_chrom - a CHROM that VCF, tabix or htsjdk cannot carry is refused.
. "$(dirname "$0")/common.sh"

for chrom in 'a,b' '<a>' 'a"b' '*a' 'a=b' '=a' 'a b' 'a[1]' 'a(b)' '{a}' "a'b" 'a\b' $'a\x01' $'\xc3\xa9' ''; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n%s\t6\tA\tA\tC\n' "$chrom" >matrix.tsv
  refuses 3 matrix.tsv
  says 'matrix.tsv:3: column 1 (CHROM)'
done
