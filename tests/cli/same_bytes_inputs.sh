# SPDX-License-Identifier: MIT
# same_bytes_inputs - the same bytes come out of a file, a pipe, gzip and BGZF.
. "$(dirname "$0")/common.sh"

many_rows 500000 >matrix.tsv
gzip -1 -c matrix.tsv >matrix.gz
bgzip -c matrix.tsv >matrix.bgz
for name in out.vcf.gz out.bcf; do
  convert --no-version -o "expected.$name" matrix.tsv
  for input in 'cat matrix.gz' 'cat matrix.bgz' 'cat matrix.tsv'; do
    $input | convert --no-version -o "$name" -
    cmp "$name" "expected.$name"
    cmp "$name".??i "expected.$name".??i
  done
  for input in matrix.gz matrix.bgz; do
    convert --no-version -o "$name" "$input"
    cmp "$name" "expected.$name"
  done
done
