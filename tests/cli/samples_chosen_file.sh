# SPDX-License-Identifier: MIT
# samples_chosen_file - -S reads the names from a file, one a line; ^ in front of the path means all but these.
. "$(dirname "$0")/common.sh"

many_rows 300 >matrix.tsv
printf 'z\nx\n' >names.txt
printf 'z\r\n\nx' >other_ends.txt
printf '\xEF\xBB\xBFz\nx\n' >marked.txt   # as Windows' editor saves it
for names in names.txt other_ends.txt marked.txt; do
  convert -S "$names" matrix.tsv | bcftools view -H | cmp - <(convert -s z,x matrix.tsv | bcftools view -H)
  convert --samples-file "^$names" matrix.tsv | bcftools query -l | is $'w\ny'
done
convert -o full.vcf matrix.tsv
convert -S names.txt matrix.tsv | bcftools view -H | cmp - <(bcftools view -H -S names.txt full.vcf)
convert -S ^names.txt matrix.tsv | bcftools view -H | cmp - <(bcftools view -H -S ^names.txt full.vcf)

refuses 4 -S none.txt matrix.tsv
says none.txt 'No such file'
refuses 4 -S ^none.txt matrix.tsv
for list in names.txt ^names.txt; do
  fails 1 -Ov -S "$list" -o names.txt matrix.tsv
  is $'z\nx' <names.txt
done
