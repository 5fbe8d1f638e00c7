# SPDX-License-Identifier: MIT
# output_suffix - without -O the suffix of the output decides; another name and stdout mean plain VCF.
. "$(dirname "$0")/common.sh"

while read -r name kind; do
  convert -o "$name" "$TEST_DATA/cells.tsv"
  htsfile "$name" | cut -f 2 | grep -F "$kind"
done <<'END'
o.vcf VCF version 4.2 variant calling text
o.vcf.gz VCF version 4.2 BGZF-compressed
o.vcf.bgz VCF version 4.2 BGZF-compressed
o.bcf BCF version 2.2 compressed
o.txt VCF version 4.2 variant calling text
END
convert "$TEST_DATA/cells.tsv" | sed -n 1p | is '##fileformat=VCFv4.2'
convert -o - "$TEST_DATA/cells.tsv" | sed -n 1p | is '##fileformat=VCFv4.2'
[[ ! -e - ]]
