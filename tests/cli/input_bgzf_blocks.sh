# SPDX-License-Identifier: MIT
# input_bgzf_blocks - rows that run across the blocks of a BGZF file come out whole.
. "$(dirname "$0")/common.sh"

many_rows 20000 >matrix.tsv
bgzip -c matrix.tsv >matrix.tsv.gz

convert --no-version matrix.tsv.gz >bgzf.vcf
convert --no-version matrix.tsv | cmp - bgzf.vcf
awk -F '\t' -v OFS='\t' '
  NR > 1 { for (i = 4; i <= NF; ++i) if ($i != $3 && $i != "N") { print $1, $2; next } }' matrix.tsv >expected
bcftools query -f '%CHROM\t%POS\n' bgzf.vcf | cmp - expected
