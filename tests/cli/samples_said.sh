# SPDX-License-Identifier: MIT
# samples_said - one line on stderr sums up what samples were formed.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tT_a\tT_b\tU_a\tU_b\n1\t5\tA\tA\tC\tA\tA\tA\tA\n' >matrix.tsv
convert matrix.tsv >out.vcf
grep -E '\b3 .*sample' "$err" | wc -l | is 1
