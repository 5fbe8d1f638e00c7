# SPDX-License-Identifier: MIT
# bad_blank_line - a blank line between rows is refused; nothing after it is dropped.
. "$(dirname "$0")/common.sh"

for blank in '' $'\r' ; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n%s\n1\t7\tA\tA\tC\n' "$blank" >matrix.tsv
  refuses 3 matrix.tsv
  says matrix.tsv:3:
done
