# SPDX-License-Identifier: MIT
# sort_bad - under --sort a fault is told with its line in the input, wherever the row went; so is what sorting lacks.
. "$(dirname "$0")/common.sh"

bad() {  # rows, then what is said
  printf 'CHROM\tPOS\tREF\tSa\tSb\n%b' "$1" >m
  shift
  refuses 3 --sort m
  says "$@"
}
bad '1\t9\tA\tA\tC\n1\t5\tA\tA\tQ\n1\t7\tA\tA\tC\n' 'm:3: column 5 (Sb): ' '"Q"'
bad '1\t9\tA\tA\tC\n1\t5\tA\tA\n1\t7\tA\tA\tC\n' 'm:3: expected 5 columns, found 4'
bad '1\t9\tA\tA\tC\n1\n1\t7\tA\tA\tC\n' 'm:3: expected 5 columns, found 1'
bad '1\t9\tA\tA\tC\n1\tx\tA\tA\tC\n' 'm:3: column 2 (POS): '
bad '1\t9\tA\tA\tC\na b\t1\tA\tA\tC\n' 'm:3: column 1 (CHROM): '
bad '1\t9\tA\tA\tC\n\n1\t1\tA\tA\tC\n' 'm:3: a blank line with rows after it'
printf '2\n' >list
refuses 3 --sort -C list m
says 'm:2: ' '"1" is not in list'
refuses 3 --no-version m  # the same rows without --sort: what helps is told
says 'm:3: a blank line'
printf 'CHROM\tPOS\tREF\tSa\tSb\n1\t9\tA\tA\tC\n1\t5\tA\tA\tC\n' >m
refuses 3 m
says 'm:3: ' 'hint: --sort'

for size in 0 1 1023K 1T x -1 '' 99999999999999999999G; do fails 1 --sort --max-mem "$size" m; done
says '--max-mem'
{ printf 'CHROM\tPOS\tREF\tSa\tSb\n1\t9\tA\tA\t'; head -c 2000000 /dev/zero | tr '\0' C; echo; } >long
refuses 6 --sort -m 1M long
says 'long:2: ' 'does not fit' '--max-mem'
fails 5 --sort --temp-dir missing m
says 'missing'
# One CR ends a line, and no more.
printf 'CHROM\tPOS\tREF\tSa\tSb\r\n1\t5\tA\tA\tC\r\r\n' >m
for option in '' --sort; do
  refuses 3 $option m
  says 'm:2: column 5 (Sb)' '"C\r"'
done
