# SPDX-License-Identifier: MIT
# alleles_ac_an - AC and AN count the alleles of the samples that are written.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\ta\tb\tc\td\te\tf\n1\t5\tA\tG\tT\tG\tA\tN\tG\n1\t6\tA\tA\tA\tA\tA\tT\tT\n' >matrix.tsv
printf 'S\ta\tb\nT\tc\nU\td\te\n' >pairs.txt
convert -p pairs.txt -o out.vcf.gz matrix.tsv
bcftools query -f '%POS %ALT %AC %AN\n' out.vcf.gz | is $'5 G,T 2,1 4\n6 T 1 5'
