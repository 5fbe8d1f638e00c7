# SPDX-License-Identifier: MIT
# samples_print - --print-samples writes the samples as a pairs file, which given back makes the same file.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\t3b\t10a\tref2\t10b\t3a\n1\t5\tA\tA\tC\tT\tA\tC\n' >matrix.tsv
convert --print-samples matrix.tsv >pairs.txt
is $'3\t3a\t3b\n10\t10a\t10b\nref2\tref2' <pairs.txt

convert --no-version -p pairs.txt matrix.tsv >given_back.vcf
convert --no-version matrix.tsv | cmp - given_back.vcf
tac pairs.txt >edited.txt
convert -p edited.txt matrix.tsv | bcftools query -l | is $'ref2\n10\n3'

# Standard output may be no file that is read: it would grow by what was read from it.
status=0
"$M2V" --print-samples matrix.tsv >>matrix.tsv 2>"$err" || status=$?
((status == 1))
says 'is the same file as the input matrix.tsv'
wc -l <matrix.tsv | is 2
"$M2V" --print-samples -p pairs.txt matrix.tsv >>pairs.txt 2>"$err" && exit 1
wc -l <pairs.txt | is 3
