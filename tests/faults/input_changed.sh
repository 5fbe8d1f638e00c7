# SPDX-License-Identifier: MIT
# input_changed - a matrix that grows, shrinks, is written over or replaced while it is read is exit 4; nothing is left.
. "$(dirname "$0")/../cli/common.sh"

many_rows 20000 >full.tsv
head -n 15000 full.tsv >short.tsv
mkfifo names.fifo
mkdir out

# changed INPUT CHANGE ARGS...: the run waits for its column names, with input and temporary file open, while CHANGE
# happens to its input.
changed() {
  local run status=0 input=$1 change=$2
  shift 2
  rm -f out/*
  echo old >out/old.vcf.gz
  "$M2V" -q -H names.fifo -o out/old.vcf.gz "$@" "$input" 2>"$err" &
  run=$!
  for _ in {1..500}; do (($(ls -A out | grep -c .) == 2)) && break; sleep 0.02; done
  $change "$input"
  head -n 1 full.tsv >names.fifo
  wait $run || status=$?
  ((status == 4)) || { echo "  exit $status, expected 4: $change $input $*" >&2; return 1; }
  says "$input" 'while it was read'
  ls -A out | is old.vcf.gz
  is old <out/old.vcf.gz
}
grow() { printf 'chr3\t20001\tA\tA\tA\tA\tA\tA\tA\tA\tA\n' >>"$1"; }
shrink() { truncate -s -500000 "$1"; }
empty() { : >"$1"; }
touch_only() { sleep 0.02; printf A | dd of="$1" bs=1 seek=$(($(head -n 2 "$1" | wc -c) - 2)) conv=notrunc status=none; }
spoil() { sleep 0.02; printf X | dd of="$1" bs=1 seek=10000 count=100 conv=notrunc status=none; }
replace() { cp "$1" new.tsv; mv new.tsv "$1"; }

for change in grow shrink empty touch_only spoil replace; do
  cp short.tsv matrix.tsv
  changed matrix.tsv $change
done
for change in grow replace; do
  bgzip -c short.tsv >matrix.gz
  changed matrix.gz $change
  cp short.tsv matrix.tsv
  changed matrix.tsv $change --sort
  changed matrix.tsv $change -r chr2:8000-8010
done
