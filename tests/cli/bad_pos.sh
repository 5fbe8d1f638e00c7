# SPDX-License-Identifier: MIT
# bad_pos - a POS that is no whole number from 1 to 2^31-2 is refused, never rounded, cut or wrapped.
. "$(dirname "$0")/common.sh"

for pos in 0 -5 12x +5 ' 5' 1e6 0x10 1.0 '' 2147483647 4294967396 99999999999999999999; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n1\t%s\tA\tA\tC\n' "$pos" >matrix.tsv
  refuses 3 matrix.tsv
  says 'matrix.tsv:3: column 2 (POS)' "$pos" 2147483646
done
