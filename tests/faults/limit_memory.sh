# SPDX-License-Identifier: MIT
# limit_memory - under ulimit -v, from 16 MiB up, a run ends within 10 seconds, with the right bytes or with exit 6 and
# nothing left behind; never by a signal.
. "$(dirname "$0")/../cli/common.sh"

many_rows 200000 >matrix.tsv
convert --no-version -o expected.vcf.gz matrix.tsv
mkdir out

# limited MIB ARGS...: a line about the run.
limited() {
  local status=0
  (ulimit -v $(($1 << 10)) && exec timeout 10 "$M2V" -q --no-version -o out/o.vcf.gz "${@:2}" <matrix.tsv 2>"$err") || status=$?
  if ((status == 6)); then
    says 'Error: '
    ls -A out | is ''
  else
    ((status == 0)) || { echo "  exit $status with $1 MiB: ${*:2}" >&2; return 1; }
    cmp out/o.vcf.gz expected.vcf.gz
    ls -A out | is $'o.vcf.gz\no.vcf.gz.tbi'
    rm out/*
  fi
  echo "$status"
}
for way in '--threads 0 matrix.tsv' '--threads 2 matrix.tsv' '--threads 8 matrix.tsv' '--threads 2 -'; do
  for ((mib = 16, enough = 0; enough < 3; mib += mib / 8)); do
    status=$(limited $mib $way)
    enough=$((status == 0 ? enough + 1 : 0))
    ((mib < 1000))
  done
done
