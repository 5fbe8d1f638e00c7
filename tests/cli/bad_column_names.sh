# SPDX-License-Identifier: MIT
# bad_column_names - a duplicate and an empty column name are refused, with the column.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tS_a\n1\t5\tA\tA\tC\tA\n' >matrix.tsv
refuses 3 matrix.tsv
says 'matrix.tsv:1: column 6' S_a 'column 4' 'hint: '

printf 'CHROM\tPOS\tREF\tS_a\t\tS_b\n1\t5\tA\tA\tC\tA\n' >matrix.tsv
refuses 3 matrix.tsv
says 'matrix.tsv:1: column 5'

printf '1\t5\tA\tA\tC\n' >matrix.tsv
printf 'S_a\nS_a\n' >header.txt
refuses 3 -H header.txt matrix.tsv
says header.txt:2: S_a

printf 'CHROM\nPOS\nALT\nS_a\nS_b\n' >header.txt
refuses 3 -H header.txt matrix.tsv
says 'header.txt:3: the name must be REF, found "ALT"'
