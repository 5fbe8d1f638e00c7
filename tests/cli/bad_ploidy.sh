# SPDX-License-Identifier: MIT
# bad_ploidy - a ploidy that is not 1 to 8, or does not divide the columns, is refused.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\ta\tb\tc\n1\t5\tA\tA\tC\tC\n' >matrix.tsv
for ploidy in 0 9 -1 2x ''; do
  refuses 1 --ploidy "$ploidy" matrix.tsv
  says ploidy 8
done
refuses 1 --ploidy 2 matrix.tsv
says '--ploidy 2' '3 ' 'hint: '
