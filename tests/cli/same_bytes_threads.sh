# SPDX-License-Identifier: MIT
# same_bytes_threads - the same bytes come out for any number of threads.
. "$(dirname "$0")/common.sh"

many_rows 500000 >matrix.tsv
for name in out.vcf.gz out.bcf; do
  convert --no-version --threads 1 -o "$name" matrix.tsv
  mv "$name" expected; mv "$name".?si expected.index 2>/dev/null || mv "$name".tbi expected.index
  for threads in 0 2 3 7; do
    convert --no-version --threads $threads -o "$name" matrix.tsv
    cmp "$name" expected
    cmp "$name".??i expected.index
  done
  rm "$name"*
done
