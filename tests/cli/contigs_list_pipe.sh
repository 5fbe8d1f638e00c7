# SPDX-License-Identifier: MIT
# contigs_list_pipe - with -C a pipe needs no temp file, and the bytes are those of the file.
. "$(dirname "$0")/common.sh"

many_rows 300000 >matrix.tsv
printf 'chr1\nchr2\nchr3\nchr4\n' >names.txt
convert --no-version -C names.txt -o out.vcf.gz matrix.tsv
cat matrix.tsv | TMPDIR=$PWD/none convert --no-version -C names.txt -Oz - >piped.vcf.gz
cmp out.vcf.gz piped.vcf.gz
