# SPDX-License-Identifier: MIT
# output_broken_pipe - a reader that goes away ends the run quietly with 141.
. "$(dirname "$0")/common.sh"

many_rows 300000 >matrix.tsv
for type in v z b; do
  status=0
  { "$M2V" -q -O "$type" matrix.tsv 2>"$err" || echo $? >status; } | head -c 100 >/dev/null
  is 141 <status
  is '' <"$err"
done
