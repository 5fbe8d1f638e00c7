# SPDX-License-Identifier: MIT
# bad_line_number - the line of an error is counted from the first line, however deep it lies and however it is read.
. "$(dirname "$0")/common.sh"

many_rows 500000 | awk -F '\t' -v OFS='\t' 'NR == 400001 { $9 = "R" } NR == 450001 { $2 = "x" } { print }' >matrix.tsv
gzip -1 -c matrix.tsv >matrix.tsv.gz

for threads in 0 1 2 7; do
  fails 3 --threads "$threads" -o new.vcf.gz matrix.tsv
  says 'matrix.tsv:400001: column 9 (y_b)'
done
fails 3 -o new.vcf.gz matrix.tsv.gz
says 'matrix.tsv.gz:400001: column 9 (y_b)'
cat matrix.tsv | fails 3 -o new.vcf.gz -
says ':400001: column 9 (y_b)'
ls -A | is $'matrix.tsv\nmatrix.tsv.gz'
