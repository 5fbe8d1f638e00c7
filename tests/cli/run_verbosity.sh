# SPDX-License-Identifier: MIT
# run_verbosity - -v and --verbosity take a number, as in bcftools 1.22.
. "$(dirname "$0")/common.sh"

convert --no-version "$TEST_DATA/cells.tsv" >expected.vcf
for level in 0 1 3 9; do
  convert --no-version -v $level "$TEST_DATA/cells.tsv" | cmp - expected.vcf
  convert --no-version --verbosity $level "$TEST_DATA/cells.tsv" | cmp - expected.vcf
done
