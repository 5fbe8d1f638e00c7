# SPDX-License-Identifier: MIT
# input_shrinks_late - a plain matrix that loses its end while rows are already on their way out is exit 4.
. "$(dirname "$0")/../cli/common.sh"

many_rows 600000 >matrix.tsv
mkfifo out.fifo
"$M2V" -q --threads 2 -Ov -o out.fifo matrix.tsv 2>"$err" &
run=$!
status=0
{
  head -n 100 >first   # the run writes until the pipe is full, and waits
  truncate -s 5000000 matrix.tsv
  cat >rest
} <out.fifo
wait $run || status=$?
((status == 4))
says matrix.tsv 'while it was read'
