# SPDX-License-Identifier: MIT
# bad_text_escaped - what comes from the input is shown escaped and cut.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\t\x1b[31mred\n' >matrix.tsv
fails 3 matrix.tsv
says matrix.tsv:2: red
if grep -q $'\x1b' "$err"; then exit 1; fi

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\t%0100000d\n' 0 >matrix.tsv
fails 3 matrix.tsv
says matrix.tsv:2: 00000000
(($(wc -c <"$err") < 1000))
