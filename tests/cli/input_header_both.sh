# SPDX-License-Identifier: MIT
# input_header_both - a header line and -H must agree.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n' >matrix.tsv
printf 'S_a\tS_b\n' >same
printf 'S_a\tT_b\n' >other

convert -H same matrix.tsv | bcftools query -l | is S
refuses 3 -H other matrix.tsv
says matrix.tsv:1: 'column 5' other T_b S_b 'hint: '
