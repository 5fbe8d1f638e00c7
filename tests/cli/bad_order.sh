# SPDX-License-Identifier: MIT
# bad_order - rows whose POS falls are refused with both lines and the command that sorts them.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t9\tA\tA\tC\n1\t5\tA\tA\tC\n' >matrix.tsv
refuses 3 matrix.tsv
says matrix.tsv:3: 'line 2' 'hint: ' '--sort'
