# SPDX-License-Identifier: MIT
# phase_tag_missing - PI and PS are missing where no allele of the sample is called.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tT_a\tT_b\n1\t5\tA\tN\t-\tC\tN\n' >matrix.tsv
for type in v b; do
  convert --phase-tag PI,PS -O "$type" matrix.tsv | bcftools query -f '[%GT:%PI:%PS ]\n' | is '.|.:.:. 1|.:1:1 '
done
