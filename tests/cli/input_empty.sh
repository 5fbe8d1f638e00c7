# SPDX-License-Identifier: MIT
# input_empty - an empty input is an error, plain, compressed or piped.
. "$(dirname "$0")/common.sh"

: >empty
gzip -c empty >empty.gz
bgzip -c empty >empty.bgzf
for input in empty empty.gz empty.bgzf; do
  refuses 3 "$input"
  says "$input" empty
done
fails 3 - </dev/null
