# SPDX-License-Identifier: MIT
# input_line_ends - CRLF, a byte order mark, no last newline and blank lines at the end change nothing.
. "$(dirname "$0")/common.sh"

matrix=$TEST_DATA/cells.tsv
convert --no-version "$matrix" >expected.vcf

sed 's/$/\r/' "$matrix" >crlf
{ printf '\xef\xbb\xbf'; cat "$matrix"; } >mark
printf %s "$(<"$matrix")" >no_last_newline
{ cat "$matrix"; printf '\n\n\r\n'; } >blank_at_end
{ printf '\xef\xbb\xbf'; sed 's/$/\r/' "$matrix"; } | head -c -2 >all
for input in crlf mark no_last_newline blank_at_end all; do
  convert --no-version "$input" | cmp - expected.vcf
done
