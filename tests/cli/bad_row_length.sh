# SPDX-License-Identifier: MIT
# bad_row_length - a row with too few or too many columns is refused with both numbers.
. "$(dirname "$0")/common.sh"

for row in $'1\t6\tA\tA' $'1\t6\tA\tA\tC\tG' '1' $'1\t6\tA\tA\tC\t'; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n%s\n1\t7\tA\tA\tC\n' "$row" >matrix.tsv
  refuses 3 matrix.tsv
  says matrix.tsv:3: 5 "$(awk -F '\t' '{ print NF }' <<<"$row")"
done
