# SPDX-License-Identifier: MIT
# output_index_blocked - an index that cannot be put in place is exit 5, told before the input is read.
. "$(dirname "$0")/common.sh"

mkdir out.vcf.gz.tbi
touch out.vcf.gz.tbi/keep
fails 5 -o out.vcf.gz - </dev/null
says 'index of out.vcf.gz' 'out.vcf.gz.tbi is a folder' 'hint: '
ls -A | is out.vcf.gz.tbi
