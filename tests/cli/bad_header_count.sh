# SPDX-License-Identifier: MIT
# bad_header_count - a header that names more or fewer columns than a row has is refused with both numbers.
. "$(dirname "$0")/common.sh"

printf '1\t5\tA\tA\tC\n' >matrix.tsv
for names in 'S_a\tS_b\tT_a\tT_b' 'S_a\n' 'CHROM\tPOS\tREF\tS_a\n' 'CHROM\tPOS\tREF\tS_a\tS_b\tT_a\tT_b\n'; do
  printf "$names" >header.txt
  refuses 3 -H header.txt matrix.tsv
  says header.txt matrix.tsv:1:
done

: >header.txt
refuses 3 -H header.txt matrix.tsv
says header.txt
