# SPDX-License-Identifier: MIT
# table_haploid - a sample that is not diploid cannot stand in the table: a usage error.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tref2\n1\t5\tA\tA\tC\tC\n' >matrix.tsv
fails 1 -O t -o out.txt matrix.tsv
says ref2 diploid
fails 1 -O tz --ploidy 3 matrix.tsv
ls -A | is matrix.tsv
