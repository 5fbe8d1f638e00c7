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

# From a pipe the contigs are known at its end: what was read otherwise than from a file is an error.
for option in -r -t; do
  fails 1 $option chr1:3 - < <(cat matrix.tsv)
  says 'both "chr1:3" and "chr1" are contigs' '{chr1:3} or {chr1}:3'
  convert $option '{chr1:3},{chr1}:7' - < <(cat matrix.tsv) >out.vcf
  [[ $(positions out.vcf) == 'chr1@7 chr1:3@9 ' ]]
  convert $option chr1:3 -C <(cut -f 1 matrix.tsv | sed '1d;/3/d') - < <(sed '/:3/d' matrix.tsv) >out.vcf
  [[ $(positions out.vcf) == '' ]]
done
sed 's/HLA:A.01/HLA:A*01:02/' matrix.tsv >hla.tsv
convert -r 'HLA:A*01:02' hla.tsv >out.vcf
[[ $(positions out.vcf) == 'HLA:A*01:02@5 ' ]]
fails 1 -r 'HLA:A*01:02' - < <(cat hla.tsv)
says '"HLA:A*01:02"' 'hint: write {HLA:A*01:02}'
printf 'chr1\t7\nchr9\t1\n' >places
refuses 3 -R places matrix.tsv
says places:2: chr9
printf 'chr1\tx\n' >places
refuses 3 -R places matrix.tsv
says places:1:
refuses 4 -R missing matrix.tsv
