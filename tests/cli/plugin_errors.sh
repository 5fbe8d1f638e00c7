# SPDX-License-Identifier: MIT
# plugin_errors - the plugin has the messages and exit codes of the tool.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tR\n' >content.tsv
same() {
  local code=$1 status=0
  shift
  fails "$code" "$@"
  cp "$err" words
  plugin "$@" >"$out" || status=$?
  ((status == code))
  diff "$err" words
}
same 1
same 1 --treads 2 content.tsv
same 1 -W -Oz "$TEST_DATA/cells.tsv"
same 3 content.tsv
same 4 none.tsv
same 5 -o none/out.vcf.gz "$TEST_DATA/cells.tsv"
