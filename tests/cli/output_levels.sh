# SPDX-License-Identifier: MIT
# output_levels - -Oz0 to -Oz9 and -Ob0 to -Ob9 hold the same, ever smaller from stored to best.
. "$(dirname "$0")/common.sh"

many_rows 20000 >matrix.tsv
convert --no-version matrix.tsv >expected.vcf
for level in 0 1 2 3 4 5 6 7 8 9; do
  convert --no-version -Oz$level -o out$level.vcf.gz matrix.tsv
  bgzip -dc out$level.vcf.gz | cmp - expected.vcf
  convert --no-version -Ob$level matrix.tsv | bcftools view -H | cmp - <(bcftools view -H expected.vcf)
done
convert --no-version -O z9 matrix.tsv | cmp - out9.vcf.gz
size() { stat -c %s "$1"; }
(($(size out0.vcf.gz) > $(size expected.vcf) && $(size out1.vcf.gz) < $(size out0.vcf.gz) / 2))
(($(size out9.vcf.gz) < $(size out1.vcf.gz)))
