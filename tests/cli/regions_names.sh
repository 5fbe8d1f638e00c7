# SPDX-License-Identifier: MIT
# regions_names - the name of a contig in a region is that of a contig there is: colons, braces, and what is misspelt.
. "$(dirname "$0")/common.sh"

tsv <<<'CHROM POS REF x_a x_b
HLA:A*01 5 A A C
chr1 7 A A C
chr1:3 9 A A C' >matrix.tsv
positions() { bcftools query -f '%CHROM@%POS\n' "$1" | tr '\n' ' '; }

convert -r 'HLA:A*01' -o out.vcf matrix.tsv
[[ $(positions out.vcf) == 'HLA:A*01@5 ' ]]
convert -r '{chr1}:3-7' -o out.vcf matrix.tsv
[[ $(positions out.vcf) == 'chr1@7 ' ]]
convert -r '{chr1:3}' -o out.vcf matrix.tsv
[[ $(positions out.vcf) == 'chr1:3@9 ' ]]
refuses 1 -r chr1:3 matrix.tsv # the contig chr1:3, or base 3 of chr1?
refuses 1 -r chr11 matrix.tsv
says chr11 'hint: ' chr1
fails 1 -r chr11 - <matrix.tsv
printf 'chr1\t7\nchr9\t1\n' >places
refuses 3 -R places matrix.tsv
says places:2: chr9
printf 'chr1\tx\n' >places
refuses 3 -R places matrix.tsv
says places:1:
refuses 4 -R missing matrix.tsv
