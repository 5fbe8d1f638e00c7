# SPDX-License-Identifier: MIT
# bad_contigs - a contig list that is no list is refused with its line.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n' >matrix.tsv
for line in '1\t100' 'a,b\t5' '#x' 'x\t-5' 'x\t5x' 'x\t0' 'x\t4294967396' '\t5' 'a b'; do
  printf "1\t100\n$line\n" >contigs.txt
  refuses 3 -C contigs.txt matrix.tsv
  says contigs.txt:2:
done
: >contigs.txt
refuses 3 -C contigs.txt matrix.tsv
says contigs.txt
refuses 4 -C none.fai matrix.tsv
says none.fai 'No such file'
