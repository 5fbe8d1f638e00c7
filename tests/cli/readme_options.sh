# SPDX-License-Identifier: MIT
# readme_options - README shows the options as --help does, word by word.
. "$(dirname "$0")/common.sh"

between() { awk -v from="$1" -v to="$2" 'index($0, from) == 1 { on = 1 } index($0, to) == 1 { on = 0 } on'; }
convert --help | between 'Input options:' 'Examples:' | sed '/^$/d' >help
sed 's/^    //; /^$/d' "$TEST_DATA/../README.md" | between 'Input options:' 'Exit codes:' >readme
[[ -s help ]]
diff help readme
