# SPDX-License-Identifier: MIT
# bad_ref - a REF that is not of A C G T N is refused.
. "$(dirname "$0")/common.sh"

for ref in R . - '*' '?' 0 'A,C' 'A C' AX ''; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n1\t6\t%s\tA\tC\n' "$ref" >matrix.tsv
  refuses 3 matrix.tsv
  says 'matrix.tsv:3: column 3 (REF)' "$ref"
done
