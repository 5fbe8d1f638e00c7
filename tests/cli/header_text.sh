# SPDX-License-Identifier: MIT
# header_text - the header declares what the records use, and bcftools has nothing to remark on it.
. "$(dirname "$0")/common.sh"

convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
bcftools view -h out.vcf.gz 2>remarks | head -n 1 | is '##fileformat=VCFv4.2'
bcftools view -Ob out.vcf.gz 2>>remarks >read.bcf
bcftools view -H read.bcf 2>>remarks | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
is '' <remarks
declared=$(bcftools view -h out.vcf.gz | grep -oE '^##(FILTER|INFO|FORMAT)=<ID=\w+(,Number=.,Type=\w+)?')
sort <<<"$declared" | is '##FILTER=<ID=PASS
##FORMAT=<ID=GT,Number=1,Type=String
##FORMAT=<ID=PI,Number=1,Type=String
##INFO=<ID=AC,Number=A,Type=Integer
##INFO=<ID=AN,Number=1,Type=Integer'
bcftools query -f '%ID %QUAL %FILTER\n' out.vcf.gz | sort -u | is '. . .'
