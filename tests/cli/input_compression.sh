# SPDX-License-Identifier: MIT
# input_compression - plain text, gzip and BGZF are told apart by their first bytes, never by the name.
. "$(dirname "$0")/common.sh"

convert --no-version "$TEST_DATA/cells.tsv" >expected.vcf
cp "$TEST_DATA/cells.tsv" plain.gz
gzip -c "$TEST_DATA/cells.tsv" >gzip.txt
bgzip -c "$TEST_DATA/cells.tsv" >bgzf

for input in plain.gz gzip.txt bgzf; do
  convert --no-version "$input" | cmp - expected.vcf
  convert --no-version - <"$input" | cmp - expected.vcf
  cat "$input" | convert --no-version - | cmp - expected.vcf
done
