# SPDX-License-Identifier: MIT
# bad_nul - a NUL byte is refused in every column, and shown in a form that a terminal survives.
. "$(dirname "$0")/common.sh"

for row in '1\0\t6\tA\tA\tC' '1\t6\0\tA\tA\tC' '1\t6\tA\0\tA\tC' '1\t6\tA\t\0\tC' '1\t6\tA\tA\tC\0' '\0'; do
  printf "CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n$row\n" >matrix.tsv
  refuses 3 matrix.tsv
  says matrix.tsv:3:
  tr -d '\0' <"$err" | cmp - "$err"
done
