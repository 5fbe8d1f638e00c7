# SPDX-License-Identifier: MIT
# table_read_refused - what is no haplotype table, or is one and was not called so, is told with its cure; options for a
# matrix do not go with a table.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tALT\ta:PI\ta:PG_al\n2\t5\tA\tC\t1\tA|C\n' >table
printf 'CHROM\tPOS\tREF\tSa\tSb\n2\t5\tA\tA\tC\n' >matrix
refuses 3 table
says 'table:1: ' '--format table'
fails 3 --print-samples table
says '--format table'
refuses 3 --format table matrix
says 'matrix:1: ' 'without --format table'
tail -n 1 table >rows
refuses 3 --format table rows
says 'rows:1: ' CHROM
sed 's/a:PI/b:PI/' table >other
refuses 3 --format table other
says 'other:1: column 6: ' '"a:PI"'
sed '2s/$/\t7/' table >wide
refuses 3 --format table wide
says 'wide:2: expected 6 columns, found 7'
{ cat table; printf '2\t4\tA\tC\t1\tA|C\n'; } >unsorted
refuses 3 --format table unsorted
says 'unsorted:3: '
printf 'CHROM\tPOS\tREF\tALT\ta:PI\ta:PG_al\n2\t5\tA\tC\t1\x01\tA|C\n' >control
refuses 3 --format table control
says 'control:2: column 5 (a:PI): ' 'control'

for option in '-H matrix' --headerless '--pairs matrix' '--ploidy 2' --haploid --haploid2diploid -0 --print-samples; do
  fails 1 --format table $option table
done
fails 1 --format csv table
convert --format matrix matrix | bcftools query -f '[%GT]\n' | is '0|1'
printf 'CHROM\tPOS\tREF\tALT\ta_b:PI\ta_b:PG_al\n2\t5\tA\tC\t1\tA|C\n' >names
fails 3 --format table -Ot names
says '"a_b"'
