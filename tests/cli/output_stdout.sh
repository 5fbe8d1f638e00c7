# SPDX-License-Identifier: MIT
# output_stdout - data alone goes to standard output, words alone to standard error.
. "$(dirname "$0")/common.sh"

convert -Oz --no-version "$TEST_DATA/cells.tsv" >stdout.vcf.gz
convert --no-version -o file.vcf.gz "$TEST_DATA/cells.tsv" >words
cmp stdout.vcf.gz file.vcf.gz
is '' <words
[[ ! -e stdout.vcf.gz.tbi && -s $err ]]
