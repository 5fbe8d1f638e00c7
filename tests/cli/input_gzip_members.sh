# SPDX-License-Identifier: MIT
# input_gzip_members - a gzip file of several members is read to the end of the last one.
. "$(dirname "$0")/common.sh"

{ head -n 4 "$TEST_DATA/cells.tsv" | gzip; tail -n +5 "$TEST_DATA/cells.tsv" | gzip -1; } >members.gz

convert --no-version members.gz >members.vcf
convert --no-version "$TEST_DATA/cells.tsv" | cmp - members.vcf
