# SPDX-License-Identifier: MIT
# plugin_broken_pipe - a reader that goes away ends the plugin quietly with 141.
. "$(dirname "$0")/common.sh"

many_rows 300000 >matrix.tsv
status=0
{ plugin -q -Ov matrix.tsv || echo $? >status; } | head -c 100 >/dev/null
is 141 <status
is '' <"$err"
