# SPDX-License-Identifier: MIT
# contigs_from_data - without a list the contigs of the data stand in order of appearance, with no length.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\nx2\t5\tA\tA\tC\nx10\t5\tA\tA\tA\nx1\t5\tA\tA\tC\n' >matrix.tsv
contigs() { bcftools view -h | grep '^##contig='; }
expected=$'##contig=<ID=x2>\n##contig=<ID=x10>\n##contig=<ID=x1>'
convert matrix.tsv | contigs | is "$expected"
cat matrix.tsv | convert - | contigs | is "$expected"
gzip -c matrix.tsv | convert -Ob - | contigs | is "$expected"
