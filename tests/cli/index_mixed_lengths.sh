# SPDX-License-Identifier: MIT
# index_mixed_lengths - a contig without a length beside one with a length may be as long as any: BCF is indexed all the
# same, though bcftools index 1.16 cannot do it.
. "$(dirname "$0")/common.sh"

printf 'a\t1000\nb\n' >list
tsv <<<'CHROM POS REF x
a 5 A C
b 52494419 A C' >matrix.tsv
convert -C list -o out.bcf matrix.tsv
bcftools query -r b:52494419 -f '%CHROM %POS\n' out.bcf | is 'b 52494419'
bcftools index --stats out.bcf | cut -f 1,3 | is $'a\t1\nb\t1'
