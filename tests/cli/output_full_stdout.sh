# SPDX-License-Identifier: MIT
# output_full_stdout - a full standard output is exit 5, though the last bytes fail only at the end.
. "$(dirname "$0")/common.sh"

for type in v z u b t tz; do
  status=0
  "$M2V" -O "$type" "$TEST_DATA/cells.tsv" >/dev/full 2>"$err" || status=$?
  ((status == 5))
  says 'Error: ' 'No space left'
done
