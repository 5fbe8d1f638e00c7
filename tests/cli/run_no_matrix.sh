# SPDX-License-Identifier: MIT
# run_no_matrix - without a matrix: the usage on standard error, exit 1, and a hint at -.
. "$(dirname "$0")/common.sh"

fails 1
grep -iE '(usage|hint): .*matrix2vcf \[OPTIONS\] MATRIX' "$err"
grep -E '^hint: .* - .*standard input' "$err"
is '' <"$out"
fails 1 -o out.vcf.gz
fails 1 a.tsv b.tsv
says b.tsv
ls -A | is ''
