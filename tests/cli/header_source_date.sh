# SPDX-License-Identifier: MIT
# header_source_date - SOURCE_DATE_EPOCH sets the date, so that runs can be repeated to the byte.
. "$(dirname "$0")/common.sh"

export SOURCE_DATE_EPOCH=86399
convert -o out.vcf.gz --threads 1 "$TEST_DATA/cells.tsv"
bcftools view -h out.vcf.gz | grep -E '^##matrix2vcf_Command=.*; Date=Thu Jan  1 23:59:59 1970$'
cp out.vcf.gz first
convert -o out.vcf.gz --threads 3 -q "$TEST_DATA/cells.tsv"
cmp out.vcf.gz first
plugin -o out.vcf.gz "$TEST_DATA/cells.tsv"
cmp out.vcf.gz first
