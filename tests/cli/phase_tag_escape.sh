# SPDX-License-Identifier: MIT
# phase_tag_escape - % and : of a contig name are written %25 and %3A in PI, in VCF and BCF.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\nHLA:A*01\t5\tA\tA\tC\n50%%\t5\tA\tA\tC\n' >matrix.tsv
for type in v b; do
  convert -O "$type" matrix.tsv | bcftools query -f '%CHROM[ %PI]\n' | is $'HLA:A*01 HLA%3AA*01\n50% 50%25'
done
