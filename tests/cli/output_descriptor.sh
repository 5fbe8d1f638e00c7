# SPDX-License-Identifier: MIT
# output_descriptor - /dev/stdout, /dev/stderr and /dev/fd/N are written in place: what others write there stays.
. "$(dirname "$0")/common.sh"

ln -s /dev/stdout link
"$M2V" -q --no-version -Oz "$TEST_DATA/cells.tsv" >expected
for name in - /dev/stdout /dev/fd/1 /proc/self/fd/1 link; do
  { echo before; convert -q --no-version -Oz -o "$name" "$TEST_DATA/cells.tsv"; echo after; } >shared
  cmp shared <(echo before; cat expected; echo after)
done
convert -q --no-version -Oz -o /dev/fd/7 "$TEST_DATA/cells.tsv" 7>seventh
cmp seventh expected
convert -q --no-version -Oz -o /dev/stdout "$TEST_DATA/cells.tsv" | cmp - expected
ls -A | is $'expected\nlink\nseventh\nshared'

# The account beside the words.
{ echo before; "$M2V" --json /dev/stderr -o out.vcf "$TEST_DATA/cells.tsv"; echo after; } >out 2>log
grep -q '^Done: out.vcf' log
grep -q '^  "schema_version": 1' log

# Two outputs into one, an index of what has no name, and what is not open.
status=0
"$M2V" -o /dev/stdout --json - "$TEST_DATA/cells.tsv" 2>"$err" | cat >out || status=$?
((status == 1)) && [[ ! -s out ]]
mkfifo fifo
exec 5<>fifo
fails 1 -o fifo --json ./fifo "$TEST_DATA/cells.tsv"
fails 1 -Oz -W -o /dev/stdout "$TEST_DATA/cells.tsv"
fails 5 -o /dev/fd/99 "$TEST_DATA/cells.tsv"
fails 5 -o /dev/stdin "$TEST_DATA/cells.tsv" </dev/zero
