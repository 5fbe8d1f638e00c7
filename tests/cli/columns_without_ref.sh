# SPDX-License-Identifier: MIT
# columns_without_ref - without a REF column REF is what the reference genome has.
. "$(dirname "$0")/common.sh"

printf '>2\nACGTACGT\n' >r.fa
printf 'CHROM\tPOS\tSa\tSb\n2\t1\tA\tC\n2\t2\tC\tC\n2\t3\tT\tA\n' >m
convert -c CHROM,POS -f r.fa m | bcftools query -f '%POS %REF %ALT [%GT]\n' | is '1 A C 0|1
3 G T,A 1|2'
fails 1 -c CHROM,POS m
says 'REF' '-f'
printf 'CHROM\tPOS\tSa\tSb\n2\t9\tA\tC\n' >far
refuses 3 -c CHROM,POS -f r.fa far
says 'far:2: column 2 (POS): ' 'past the end of its contig'
