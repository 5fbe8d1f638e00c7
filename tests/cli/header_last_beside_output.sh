# SPDX-License-Identifier: MIT
# header_last_beside_output - a pipe to a file without contig list keeps its body beside the output, and takes it away.
. "$(dirname "$0")/common.sh"

many_rows 300000 >matrix.tsv
mkdir folder
convert --no-version -o expected.vcf.gz matrix.tsv
cat matrix.tsv | TMPDIR=/none convert --no-version -o folder/out.vcf.gz -
cmp folder/out.vcf.gz expected.vcf.gz
cmp folder/out.vcf.gz.tbi expected.vcf.gz.tbi
ls -A folder | is $'out.vcf.gz\nout.vcf.gz.tbi'
