# SPDX-License-Identifier: MIT
# bad_temp_dir - a --temp-dir that is not there is an error.
. "$(dirname "$0")/common.sh"

cat "$TEST_DATA/cells.tsv" | fails 5 --temp-dir none -
says none
is '' <"$out"
