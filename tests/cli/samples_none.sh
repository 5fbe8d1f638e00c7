# SPDX-License-Identifier: MIT
# samples_none - no sample at all is a usage error.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n' >matrix.tsv
: >pairs.txt
refuses 1 -p pairs.txt matrix.tsv
says sample

printf 'CHROM\tPOS\tREF\n1\t5\tA\n' >matrix.tsv
refuses 1 matrix.tsv
says "no allele columns"
