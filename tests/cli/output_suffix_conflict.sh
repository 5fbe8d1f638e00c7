# SPDX-License-Identifier: MIT
# output_suffix_conflict - a suffix that contradicts -O, or .gz without -O, is a usage error.
. "$(dirname "$0")/common.sh"

while read -r type name; do
  fails 1 -O "$type" -o "$name" "$TEST_DATA/cells.tsv"
  says "$name"
done <<'END'
z o.vcf
b o.vcf
v o.vcf.gz
u o.vcf.gz
b o.vcf.bgz
v o.bcf
z o.bcf
t o.vcf
tz o.vcf.gz
tz o.bcf
END
for name in o.gz o.tsv.gz o.bgz; do
  fails 1 -o "$name" "$TEST_DATA/cells.tsv"
  says "$name" -O
done
ls -A | is ''

convert -Ou -o o.bcf "$TEST_DATA/cells.tsv"
convert -Oz -o o.gz "$TEST_DATA/cells.tsv"
cmp <(bcftools view -H o.bcf) <(bcftools view -H o.gz)
