# SPDX-License-Identifier: MIT
# plugin_by_path - the plugin loads by its path, without a variable.
. "$(dirname "$0")/common.sh"

bcftools "+$PLUGIN_DIR/matrix2vcf.so" -q -o out.vcf "$TEST_DATA/cells.tsv" 2>"$err"
bcftools view -H out.vcf | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
is '' <"$err"
