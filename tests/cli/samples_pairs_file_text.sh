# SPDX-License-Identifier: MIT
# samples_pairs_file_text - a pairs file may end its lines in CRLF and lack the last newline.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tx\ty\n1\t5\tA\tA\tC\n' >matrix.tsv
printf 'S\ty\tx\r\n' >crlf.txt
printf 'S\ty\tx' >short.txt
for pairs in crlf.txt short.txt; do
  convert --pairs "$pairs" matrix.tsv | bcftools query -f '[%SAMPLE %GT]\n' | is 'S 1|0'
done
