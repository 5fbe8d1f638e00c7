# SPDX-License-Identifier: MIT
# output_index_blocked - an index that cannot be put in place is exit 5, and what is under the final name is whole.
. "$(dirname "$0")/common.sh"

mkdir out.vcf.gz.tbi
touch out.vcf.gz.tbi/keep
fails 5 -o out.vcf.gz "$TEST_DATA/cells.tsv"
says 'index of out.vcf.gz'
if [[ -e out.vcf.gz ]]; then
  says complete
  bcftools view -H out.vcf.gz | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
fi
ls -A | grep -vx out.vcf.gz | is out.vcf.gz.tbi
