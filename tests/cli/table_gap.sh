# SPDX-License-Identifier: MIT
# table_gap - in the table a gap is the ALT - by default, missing or REF where --gap says so.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\t-\tC\n1\t6\tA\t*\tA\n' >matrix.tsv
rows() { convert -O t "$@" matrix.tsv | tail -n +2; }
rows | is $'1\t5\tA\t-,C\t1\t-|C\n1\t6\tA\t-\t1\t-|A'
rows --gap star | is $'1\t5\tA\t-,C\t1\t-|C\n1\t6\tA\t-\t1\t-|A'
rows --gap missing | is $'1\t5\tA\tC\t.\t.'
rows --gap ref | is $'1\t5\tA\tC\t1\tA|C'
rows -0 | is $'1\t5\tA\t-,C\t1\tA|C\n1\t6\tA\t-\t1\tA|A'
