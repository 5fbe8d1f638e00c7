# SPDX-License-Identifier: MIT
# alleles_missing - a missing allele keeps its place: genotypes stand at full ploidy.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\ta\tb\tc\td\te\tf\n1\t5\tA\tN\tN\tC\t.\t?\tA\n' >matrix.tsv
printf 'S\ta\tb\nT\tc\td\nU\te\tf\nV\ta\tc\te\nW\td\n' | sed '/^[VW]/d' >pairs.txt
convert -p pairs.txt matrix.tsv | bcftools query -f '[%GT:%PI ]%AC %AN\n' | is '.|.:. 1|.:1 .|0:1 1 2'
convert --haploid matrix.tsv | bcftools query -f '[%GT:%PI ]\n' | is '.:. .:. 1:1 .:. .:. 0:1 '
convert --ploidy 3 matrix.tsv | bcftools query -f '[%GT:%PI ]\n' | is '.|.|1:1 .|.|0:1 '
