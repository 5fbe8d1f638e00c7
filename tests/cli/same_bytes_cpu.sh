# SPDX-License-Identifier: MIT
# same_bytes_cpu - a processor without vector instructions writes the same bytes, in every format and setting.
. "$(dirname "$0")/common.sh"

many_rows 20000 >matrix.tsv
for type in v u t z1 z4 z6 b1 b4 tz2; do
  for matrix in matrix.tsv "$TEST_DATA/1000g_chr20.tsv.gz"; do
    convert --no-version "-O$type" "$matrix" >vector
    MATRIX2VCF_CPU=scalar convert --no-version "-O$type" "$matrix" >scalar
    cmp vector scalar
  done
done
