# SPDX-License-Identifier: MIT
# input_other_format - a VCF, a BCF or a foreign archive is refused, and no row of it is taken for data.
. "$(dirname "$0")/common.sh"

convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
convert -o out.bcf "$TEST_DATA/cells.tsv"
printf '\xfd7zXZ\x00\x00\x04' >matrix.xz
for input in out.vcf.gz out.bcf matrix.xz; do
  refuses 3 "$input"
  says "$input"
done
