# SPDX-License-Identifier: MIT
# header_command_text - no file name can break the header.
. "$(dirname "$0")/common.sh"

name=$'a b\n##x=<"y\'z>\t%.tsv'
cp "$TEST_DATA/cells.tsv" "$name"
convert -Ob "$name" >out.bcf
if bcftools view -h out.bcf | grep '^##x='; then exit 1; fi
bcftools view -h out.bcf | grep -c '^##matrix2vcf_Command=' | is 1
bcftools view -H out.bcf | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
