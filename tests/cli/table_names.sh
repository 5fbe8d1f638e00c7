# SPDX-License-Identifier: MIT
# table_names - a sample whose name the readers of a dialect would cut is an error that names it and writes nothing.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tx:1a\tx:1b\ty_2a\ty_2b\n1\t5\tA\tA\tC\tA\tA\n' >matrix.tsv
fails 3 -Ot -o out.txt matrix.tsv
says '"y_2"' '--table extender' '--pairs'
if grep '^Error: .*x:1' "$err"; then false; fi
for dialect in extender panel; do
  fails 3 -Otz --table "$dialect" -o out.gz matrix.tsv
  says '"x:1"' '--pairs'
done
ls -A | is matrix.tsv

convert -Ot --table panel -s y_2 matrix.tsv | sed -n 1p | is $'CHROM\tPOS\tREF\tALT\ty_2:PI\ty_2:PG_al'
fails 1 -Ov --table panel matrix.tsv
says --table -Ot
fails 1 -Ot --table phaser matrix.tsv
says original extender panel
