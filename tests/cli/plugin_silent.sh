# SPDX-License-Identifier: MIT
# plugin_silent - the plugin loads without a word from bcftools.
. "$(dirname "$0")/common.sh"

plugin -q -o out.vcf.gz "$TEST_DATA/cells.tsv"
is '' <"$err"
bcftools view -H out.vcf.gz | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
