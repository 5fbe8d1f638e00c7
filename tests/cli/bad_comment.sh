# SPDX-License-Identifier: MIT
# bad_comment - a line that begins with # below the header is refused: it would be lost silently elsewhere.
. "$(dirname "$0")/common.sh"

for line in '# a note' '#1' '##x' $'#1\t6\tA\tA\tC'; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n%s\n1\t7\tA\tA\tC\n' "$line" >matrix.tsv
  refuses 3 matrix.tsv
  says matrix.tsv:3: '#'
done
