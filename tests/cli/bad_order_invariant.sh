# SPDX-License-Identifier: MIT
# bad_order_invariant - invariant rows are held to the order too.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t9\tA\tA\tA\n1\t5\tA\tA\tA\n1\t10\tA\tA\tC\n' >matrix.tsv
refuses 3 matrix.tsv
says matrix.tsv:3: 'line 2' '--sort'
