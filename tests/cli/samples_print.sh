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
