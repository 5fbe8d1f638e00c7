# SPDX-License-Identifier: MIT
# bad_pairs - a pairs file that does not fit the columns is refused with its line.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\ta\tb\tc\td\te\tf\tg\th\ti\n1\t5\tA\tC\tC\tC\tC\tC\tC\tC\tC\tC\n' >matrix.tsv
while read -r line text; do
  printf "$text" >pairs.txt
  refuses 3 -p pairs.txt matrix.tsv
  says "pairs.txt:$line:"
done <<'END'
2 S\ta\tb\nT\tc\tnone\n
1 S\ta\ta\n
2 S\ta\tb\nT\tc\ta\n
2 S\ta\tb\nS\tc\td\n
1 S\n
1 \ta\tb\n
1 S\ta\t\n
1 S\ta\tb\tc\td\te\tf\tg\th\ti\n
END
says 8
printf 'S\ta\tb\nT\tc\tnone\n' >pairs.txt
fails 3 -p pairs.txt matrix.tsv
says 'pairs.txt:2: column 3' none
