# SPDX-License-Identifier: MIT
# columns_bad - a list of columns that cannot be, and rows that do not fit it; tables that are not cut by tabs.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tID\tREF\tALT\tSa\tSb\n2\t5\trs1\tA\tC\tA\tC\n' >m
list=CHROM,POS,ID,REF,ALT
fails 1 -c CHROM,REF m
says 'CHROM and POS'
fails 1 -c CHROM,POS,POS m
says 'POS twice'
fails 1 -c CHROM,POS,QUAL m
says '"QUAL"' 'CHROM, POS, REF, ALT, ID'
fails 1 -c '' m
refuses 3 m
says 'm:1: column 3' '--columns'

bad() {  # what stands in row 2, and what is said
  printf 'CHROM\tPOS\tID\tREF\tALT\tSa\tSb\n%b\n' "$1" >bad
  shift
  refuses 3 -c $list bad
  says "$@"
}
bad '2\t5\trs 1\tA\tC\tA\tC' 'bad:2: column 3 (ID): ' '"rs 1"'
bad '2\t5\t.\tX\tC\tA\tC' 'bad:2: column 4 (REF): ' '"X"'
bad '2\t5\t.\tA\tC,Z\tA\tC' 'bad:2: column 5 (ALT): ' '"Z"'
bad '2\t5\t.\tA\tC\tA\tQ' 'bad:2: column 7 (Sb): ' '"Q"'
bad '2\tx\t.\tA\tC\tA\tC' 'bad:2: column 2 (POS): ' '"x"'
bad '2\t5\t.\tA\tC\tA' 'bad:2: expected 7 columns, found 6'

for cut in ,:commas ' :spaces' ';:semicolons'; do
  tr '\t' "${cut%%:*}" <m | sed "s/ID.REF/REF/; s/rs1.//" >cut
  sed 1d cut >rows
  printf 'Sa\tSb\n' >names
  for input in cut '-c CHROM,POS,REF cut' '-H names cut' '-c CHROM,POS,REF,- -H names rows' '--headerless rows' \
    '--sort cut' '--format table cut'; do
    refuses 3 $input
    says ':1: the table is cut by '"${cut##*:}" 'tr '
  done
  fails 3 --print-samples cut
  says 'cut:1: the table is cut by '"${cut##*:}"
done
printf 'CHROM   POS  REF Sa Sb\n' >aligned
refuses 3 aligned
says 'cut by spaces' "tr -s ' '"
printf 'CHROM\tPOS\tREF\tSa\tSb\n2\t5\tA\tA\tC\n' >headed
refuses 3 --headerless headed
says 'headed:1: this is a header line' 'leave out --headerless'
