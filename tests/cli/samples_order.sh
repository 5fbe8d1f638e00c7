# SPDX-License-Identifier: MIT
# samples_order - samples stand in the order in which their first column appears.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tU_b\tS_a\tT_a\tU_a\tT_b\tS_b\n1\t5\tA\tC\tC\tA\tA\tA\tC\n' >matrix.tsv
convert matrix.tsv | bcftools query -f '[%SAMPLE %GT ]\n' | is 'U 0|1 S 1|1 T 0|0 '
