# SPDX-License-Identifier: MIT
# input_headerless - --headerless names the columns h1, h2, ...; --no-header hints at it.
. "$(dirname "$0")/common.sh"

printf '1\t5\tA\tA\tC\tT\n' >matrix.tsv
convert --headerless matrix.tsv | bcftools query -f '[%SAMPLE %GT ]\n' | is 'h1 0 h2 1 h3 2 '

fails 1 --no-header matrix.tsv
says 'hint: ' --headerless
