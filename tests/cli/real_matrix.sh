# SPDX-License-Identifier: MIT
# real_matrix - real haplotypes of the 1000 Genomes come back exactly.
. "$(dirname "$0")/common.sh"

matrix=$TEST_DATA/1000g_chr20.tsv.gz
gzip -dc "$matrix" | awk -F '\t' 'NR > 1 { for (i = 4; i <= NF; ++i) if ($i != $3) { print; next } }' >variant_rows
wc -l <variant_rows | is 1647
for name in out.vcf.gz out.bcf out.vcf; do
  convert -o "$name" "$matrix"
  bcftools query -f '%CHROM\t%POS\t%REF[\t%TGT]\n' "$name" | tr '|' '\t' | cmp - variant_rows
done
bcftools query -l out.vcf.gz | wc -l | is 100
bcftools query -r 20:1000300-1001000 -f '%POS\n' out.vcf.gz >in_region
is <in_region "$(awk '$2 >= 1000300 && $2 <= 1001000 { print $2 }' variant_rows)"
