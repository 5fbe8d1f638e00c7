# SPDX-License-Identifier: MIT
# input_truncated - gzip and BGZF that end early are exit 4, wherever they are cut.
. "$(dirname "$0")/common.sh"

many_rows 10000 >matrix.tsv
gzip -c matrix.tsv >matrix.gz
bgzip -c matrix.tsv >matrix.bgz
for file in matrix.gz matrix.bgz; do
  size=$(stat -c %s $file)
  for keep in 3 12 20 1000 $((size / 2)) $((size - 29)) $((size - 27)) $((size - 8)) $((size - 1)); do
    head -c "$keep" $file >cut
    refuses 4 cut
    says cut truncated
    cat cut | fails 4 -o new.vcf.gz -
    [[ ! -e new.vcf.gz ]]
  done
done
