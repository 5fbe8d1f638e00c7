# SPDX-License-Identifier: MIT
# contigs_many - contigs are found wherever they begin, a thousand of them in a few blocks of text.
. "$(dirname "$0")/common.sh"

awk 'BEGIN {
  print "CHROM\tPOS\tREF\tS_a\tS_b"
  for (contig = 1; contig <= 1000; ++contig)
    for (row = 1; row <= (contig % 100 ? contig % 7 + 1 : 60000); ++row) print "c" contig "\t" row "\tA\tA\tC"
}' >matrix.tsv
awk 'BEGIN { for (contig = 1; contig <= 1000; ++contig) print "c" contig }' >expected
convert --no-version -o out.bcf matrix.tsv
cat matrix.tsv | convert --no-version -o piped.bcf -
cmp out.bcf piped.bcf
bcftools view -h out.bcf | sed -n 's/^##contig=<ID=\(.*\)>/\1/p' | cmp - expected
bcftools query -f '%CHROM\t%POS\n' out.bcf | cmp - <(tail -n +2 matrix.tsv | cut -f 1,2)
