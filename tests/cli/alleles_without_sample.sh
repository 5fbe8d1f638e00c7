# SPDX-License-Identifier: MIT
# alleles_without_sample - an allele that only columns without sample carry is no ALT in a VCF, but one in a table.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tref2\tS_b\n1\t5\tA\tA\tG\tC\n1\t6\tA\tA\tG\tA\n' >matrix.tsv
printf 'S\tS_a\tS_b\n' >pairs.txt
convert -p pairs.txt matrix.tsv | bcftools query -f '%POS %ALT[ %GT]\n' | is '5 C 0|1'
convert -p pairs.txt -O t matrix.tsv | tail -n +2 | is $'1\t5\tA\tG,C\t1\tA|C\n1\t6\tA\tG\t1\tA|A'
