# SPDX-License-Identifier: MIT
# real_matrix_readers - AC and AN are those that bcftools counts, and no reader remarks on real data.
. "$(dirname "$0")/common.sh"

convert -o out.vcf.gz "$TEST_DATA/1000g_chr20.tsv.gz"
bcftools view -c 0 out.vcf.gz 2>remarks >read.vcf
is '' <remarks
bcftools query -f '%POS %AC %AN\n' out.vcf.gz >written
# With -s bcftools counts anew, here over all samples.
bcftools view -s "$(bcftools query -l out.vcf.gz | paste -sd ,)" out.vcf.gz >counted.vcf
bcftools query -f '%POS %AC %AN\n' counted.vcf | cmp - written
bcftools stats out.vcf.gz | awk -F '\t' '/^SN.*number of records/ { print $4 }' | is 1647
