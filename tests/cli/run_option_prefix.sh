# SPDX-License-Identifier: MIT
# run_option_prefix - long options may be shortened as far as they stay unique, and stand after the matrix.
. "$(dirname "$0")/common.sh"

cp "$TEST_DATA/cells.tsv" matrix.tsv
convert matrix.tsv --phase none --no-v --output out.vcf --thr 1
convert --phase-tag=none --no-version matrix.tsv | cmp - out.vcf
fails 1 --he matrix.tsv
says --he
