# SPDX-License-Identifier: MIT
# bad_cell_without_sample - a cell is judged even where its column belongs to no sample.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tspare\n1\t5\tA\tA\tC\tR\n' >matrix.tsv
printf 'S\tS_a\tS_b\n' >pairs.txt
refuses 3 -p pairs.txt matrix.tsv
says 'matrix.tsv:2: column 6 (spare)' R
