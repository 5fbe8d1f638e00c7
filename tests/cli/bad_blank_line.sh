# SPDX-License-Identifier: MIT
# bad_blank_line - a blank line between rows is refused; nothing after it is dropped.
. "$(dirname "$0")/common.sh"

for blank in '' $'\r' ; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n%s\n1\t7\tA\tA\tC\n' "$blank" >matrix.tsv
  refuses 3 matrix.tsv
  says matrix.tsv:3:
done

# In front, too, where nothing tells the columns yet.
printf '\nCHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n' >matrix.tsv
printf 'S_a\nS_b\n' >names
for option in '' --headerless '-H names'; do
  refuses 3 $option matrix.tsv
  says matrix.tsv:1: 'a blank line with rows after it' 'hint: '
done
