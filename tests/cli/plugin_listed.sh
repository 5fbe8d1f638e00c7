# SPDX-License-Identifier: MIT
# plugin_listed - bcftools plugin -lv shows the plugin, and nothing warns.
. "$(dirname "$0")/common.sh"

export BCFTOOLS_PLUGINS=$PLUGIN_DIR
bcftools plugin -lv >list.txt 2>"$err"
grep -xF -e '-- matrix2vcf --' list.txt
grep -A 1 -xF -e '-- matrix2vcf --' list.txt | tail -n 1 | grep -i matrix
bcftools plugin -l 2>>"$err" | grep -x matrix2vcf
is '' <"$err"
