# SPDX-License-Identifier: MIT
# output_full_stdout - a full standard output, or a full --json, is exit 5, also where all of it fails only at the end.
. "$(dirname "$0")/common.sh"

many_rows 100000 >large.tsv
tsv <<<'CHROM POS REF S_a S_b' >none.tsv
for matrix in none.tsv large.tsv; do
  for type in v z u b t tz; do
    for threads in 0 3; do
      status=0
      "$M2V" -O $type --threads $threads $matrix >/dev/full 2>"$err" || status=$?
      ((status == 5))
      says 'Error: ' 'No space left'
    done
  done
done
for words in --help --version "--print-samples large.tsv" "--json - -o o.vcf.gz large.tsv"; do
  status=0
  "$M2V" $words >/dev/full 2>"$err" || status=$?
  ((status == 5))
  says 'Error: ' 'No space left'
  if grep '^Done: ' "$err"; then exit 1; fi
done
ln -s /dev/full full.json
fails 5 --json full.json -o o.vcf.gz none.tsv
says full.json 'No space left'
[[ -L full.json ]]
