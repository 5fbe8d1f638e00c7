# SPDX-License-Identifier: MIT
# output_replaced - an older file is replaced as a whole.
. "$(dirname "$0")/common.sh"

many_rows 30000 | convert -o out.vcf.gz -
convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
bcftools view -H out.vcf.gz | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
bgzip -t out.vcf.gz
ls -A | is $'out.vcf.gz\nout.vcf.gz.tbi'
