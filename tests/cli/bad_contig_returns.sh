# SPDX-License-Identifier: MIT
# bad_contig_returns - a contig that comes back is refused with both lines and the command that sorts them.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n2\t5\tA\tA\tC\n1\t6\tA\tA\tC\n' >matrix.tsv
refuses 3 matrix.tsv
says matrix.tsv:4: 'line 2' 'hint: ' '--sort'

cat matrix.tsv | fails 3 -o new.vcf.gz -
says :4: '--sort'
[[ ! -e new.vcf.gz ]]
