# SPDX-License-Identifier: MIT
# alleles_alt_order - ALT holds the alleles in order of first appearance from the left, whatever the order of samples.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tc1\tc2\tc3\tc4\tc5\n1\t5\tA\tT\tA\tG\tACC\tT\n' >matrix.tsv
printf 'S\tc4\tc3\nT\tc2\tc1\nU\tc5\n' >pairs.txt
convert -p pairs.txt matrix.tsv | bcftools query -f '%ALT[ %GT]\n' | is 'T,G,ACC 3|2 0|1 1'
