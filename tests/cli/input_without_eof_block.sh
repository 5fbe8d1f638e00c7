# SPDX-License-Identifier: MIT
# input_without_eof_block - a BGZF file without its EOF block counts as truncated.
. "$(dirname "$0")/common.sh"

bgzip -c "$TEST_DATA/cells.tsv" | head -c -28 >matrix.bgz
bgzip -dc matrix.bgz 2>/dev/null | cmp - "$TEST_DATA/cells.tsv"
refuses 4 matrix.bgz
says matrix.bgz truncated
cat matrix.bgz | fails 4 -o new.vcf.gz -
[[ ! -e new.vcf.gz ]]
