# SPDX-License-Identifier: MIT
# bad_name_injection - a name with a tab, a carriage return or a newline adds no column and no line to the header.
. "$(dirname "$0")/common.sh"

printf '1\t5\tA\tA\tC\n' >matrix.tsv
printf 'S_a\tx\nS_b\n' >header.txt
refuses 3 -H header.txt matrix.tsv
says header.txt:1:

printf 'S_a\tS\r_b\n' >header.txt
refuses 3 -H header.txt matrix.tsv
says header.txt:1: 'column 2'
if grep -q $'\r' "$err"; then exit 1; fi

printf 'S_a\tS_b\n' >header.txt
printf 'S\x01\n\tS_a\tS_b\n' >pairs.txt
refuses 3 -H header.txt -p pairs.txt matrix.tsv
says pairs.txt:1:
