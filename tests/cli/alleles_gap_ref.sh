# SPDX-License-Identifier: MIT
# alleles_gap_ref - --gap ref makes a gap the reference allele.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\t-\tC\n1\t6\tA\t*\tA\n1\t7\tA\tN\tC\n' >matrix.tsv
convert --gap ref matrix.tsv | bcftools query -f '%POS %ALT %AN[ %GT]\n' | is $'5 C 2 0|1\n7 C 1 .|1'
