# SPDX-License-Identifier: MIT
# bad_contig_returns_far - a contig that comes back many blocks of text later is refused all the same.
. "$(dirname "$0")/common.sh"

many_rows 500000 >matrix.tsv
printf 'chr1\t900000\tA\tA\tC\tA\tA\tA\tA\tA\tA\n' >>matrix.tsv
refuses 3 matrix.tsv
says matrix.tsv:500002: chr1 '--sort'

# With -r too, where the end of chr1's rows is not among what is read.
fails 3 -o new.vcf.gz -C <(printf 'chr1\nchr2\nchr3\n') -r chr1:1-10,chr3:450000- matrix.tsv
says matrix.tsv:500002: 'up to line 166668'

cat matrix.tsv | fails 3 -o new.vcf.gz -
says :500002: chr1
rm old.vcf.gz*
ls -A | is matrix.tsv
