# SPDX-License-Identifier: MIT
# output_old_index_kept - a run that fails at the very end leaves the older file its index, too.
. "$(dirname "$0")/common.sh"

echo old >out.vcf.gz
echo older >out.vcf.gz.tbi
mkdir out.vcf.gz.csi
fails 5 -o out.vcf.gz "$TEST_DATA/cells.tsv"
says 'index of out.vcf.gz'
[[ $(<out.vcf.gz) == old ]]
[[ $(<out.vcf.gz.tbi) == older ]]
ls -A | is $'out.vcf.gz\nout.vcf.gz.csi\nout.vcf.gz.tbi'
