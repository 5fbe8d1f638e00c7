# SPDX-License-Identifier: MIT
# stderr_lost - a standard error that is full, or a pipe that nobody reads, changes neither output nor exit code.
. "$(dirname "$0")/../cli/common.sh"

many_rows 5000 >matrix.tsv
sed '300s/\t[ACGTN]$/\tQ/' matrix.tsv >bad.tsv
convert --no-version -o expected.vcf.gz matrix.tsv
code() { local status=0; "$@" || status=$?; echo $status; }
for way in full broken; do
  if [[ $way == full ]]; then exec 5>/dev/full; else exec 5> >(exec <&-); sleep 0.2; fi
  code "$M2V" --progress=1 --no-version -o o.vcf.gz matrix.tsv 2>&5 | is 0
  cmp o.vcf.gz expected.vcf.gz
  code "$M2V" -o new.vcf.gz bad.tsv 2>&5 | is 3
  code "$M2V" -o new.vcf.gz none.tsv 2>&5 | is 4
  code "$M2V" --nonsense 2>&5 | is 1
done
[[ ! -e new.vcf.gz ]]
