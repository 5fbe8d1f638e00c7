# SPDX-License-Identifier: MIT
# bad_cell - a cell that is no allele is refused with its line, column number, column name and text.
. "$(dirname "$0")/common.sh"

for cell in R NA NT AN A- -- '*A' ** .. 0 1 'A/C' '<DEL>' ' A' 'A ' U X; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n1\t6\tA\tA\t%s\n' "$cell" >matrix.tsv
  refuses 3 matrix.tsv
  says 'matrix.tsv:3: column 5 (S_b)' "$cell"
done

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\t\tC\n' >matrix.tsv
refuses 3 matrix.tsv
says 'matrix.tsv:2: column 4 (S_a)'
