# SPDX-License-Identifier: MIT
# input_without_names - a matrix without column names is an error that shows the three ways to give them.
. "$(dirname "$0")/common.sh"

printf '1\t5\tA\tA\tC\n' >matrix.tsv
refuses 3 matrix.tsv
says matrix.tsv 'hint: ' --header CHROM --headerless
