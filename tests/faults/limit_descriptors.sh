# SPDX-License-Identifier: MIT
# limit_descriptors - under ulimit -n 3 to 16 a run gives the right bytes, or says what it could not open and leaves
# nothing behind.
. "$(dirname "$0")/../cli/common.sh"

many_rows 1000 >matrix.tsv
bgzip -c matrix.tsv >matrix.bgz
printf 'w\tw_a\tw_b\n' >pairs.txt
printf 'chr%d\n' 1 2 3 >contigs.txt
mkdir out
for way in 'matrix.tsv' '-' 'matrix.bgz' '-p pairs.txt -C contigs.txt matrix.tsv' '--sort matrix.tsv'; do
  convert --no-version -o expected.vcf.gz $way <matrix.tsv
  last=1
  for limit in {3..16}; do
    status=0
    timeout 10 bash -c 'exec <matrix.tsv 2>"$1"; ulimit -n "$2"; exec "${@:3}"' - \
      "$err" "$limit" "$M2V" -q --no-version -o out/o.vcf.gz $way || status=$?
    if ((status == 0)); then
      cmp out/o.vcf.gz expected.vcf.gz
      ls -A out | is $'o.vcf.gz\no.vcf.gz.tbi'
      rm out/*
    else
      if ! says 'error while loading shared libraries' 2>/dev/null; then
        ((status == 4 || status == 5 || status == 6))
        says 'Error: '
      fi
      ls -A out | is ''
    fi
    last=$status
  done
  ((last == 0))
done
