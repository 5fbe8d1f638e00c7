# SPDX-License-Identifier: MIT
# limit_file_size - under ulimit -f a file that would grow past it is exit 5: no signal, nothing new, the older file kept.
. "$(dirname "$0")/../cli/common.sh"

many_rows 100000 >matrix.tsv
mkdir out
echo old >out/old.vcf
for way in '-Ov matrix.tsv' '-Oz matrix.tsv' '-Ob matrix.tsv' '-Ot matrix.tsv' '-Oz -' '-Oz --sort matrix.tsv'; do
  for blocks in 0 1 60; do
    for name in new old; do
      status=0
      (exec <matrix.tsv >stdout 2>stderr; ulimit -f "$blocks"; exec "$M2V" -q -o "out/$name" $way) || status=$?
      ((status == 5))
      cat stderr >"$err"
      if ((blocks > 0)); then says 'Error: ' 'File too large'; fi
      ls -A out | is old.vcf
    done
  done
  status=0
  (exec <matrix.tsv >stdout 2>stderr; ulimit -f 1; exec "$M2V" -q $way) || status=$?
  ((status == 5))
done
is old <out/old.vcf
