# SPDX-License-Identifier: MIT
# output_equal_records - VCF text, BGZF VCF, BCF and uncompressed BCF hold the same header and records.
. "$(dirname "$0")/common.sh"

matrix=$TEST_DATA/1000g_chr20.tsv.gz
convert --no-version "$matrix" >expected.vcf
for type in z u b; do
  convert --no-version -O "$type" --phase-tag PI "$matrix" | bcftools view --no-version >read_back.vcf
  cmp read_back.vcf <(bcftools view --no-version expected.vcf)
done
