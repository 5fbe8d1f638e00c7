# SPDX-License-Identifier: MIT
# contigs_list - -C gives all contigs of a list in its order, with the lengths of a .fai.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n2\t5\tA\tA\tC\n' >matrix.tsv
printf '1\t1000\t3\t60\t61\n2\t900\t1023\t60\t61\nMT\t16569\t2000\t60\t61\n' >reference.fa.fai
printf '1\n2\nMT\n' >names.txt
printf '1\t1000\r\n2\nMT\t16569' >mixed.txt

contigs() { convert -C "$1" "${@:2}" matrix.tsv | bcftools view -h | grep '^##contig='; }
with_lengths=$'##contig=<ID=1,length=1000>\n##contig=<ID=2,length=900>\n##contig=<ID=MT,length=16569>'
contigs reference.fa.fai | is "$with_lengths"
contigs reference.fa.fai -Ob | is "$with_lengths"
contigs names.txt | is $'##contig=<ID=1>\n##contig=<ID=2>\n##contig=<ID=MT>'
contigs mixed.txt | is $'##contig=<ID=1,length=1000>\n##contig=<ID=2>\n##contig=<ID=MT,length=16569>'
