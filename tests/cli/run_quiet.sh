# SPDX-License-Identifier: MIT
# run_quiet - -q leaves standard error to warnings and errors.
. "$(dirname "$0")/common.sh"

for option in -q --quiet; do
  convert $option -o out.vcf.gz "$TEST_DATA/1000g_chr20.tsv.gz"
  is '' <"$err"
done
fails 3 -q "$TEST_DATA/seed.tsv"
says 'Error: '
