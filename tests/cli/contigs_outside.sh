# SPDX-License-Identifier: MIT
# contigs_outside - a contig or a POS outside the list is refused.
. "$(dirname "$0")/common.sh"

printf '1\t100\n' >contigs.txt
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t100\tA\tA\tC\n2\t5\tA\tA\tC\n' >contig.tsv
refuses 3 -C contigs.txt contig.tsv
says 'contig.tsv:3: column 1 (CHROM)' 2 contigs.txt
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t100\tA\tA\tC\n1\t101\tA\tA\tA\n' >pos.tsv
refuses 3 -C contigs.txt pos.tsv
says 'pos.tsv:3: column 2 (POS)' 101 100
cat pos.tsv | fails 3 -C contigs.txt -o new.vcf.gz -
says ':3: column 2 (POS)'
[[ ! -e new.vcf.gz ]]
