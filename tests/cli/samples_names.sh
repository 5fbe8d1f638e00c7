# SPDX-License-Identifier: MIT
# samples_names - sample names with spaces, signs and letters of any alphabet come back as they are.
. "$(dirname "$0")/common.sh"

names=$'a b\n<x>\ny=z,"q"\n\xc3\xa9t\xc3\xa9\n#1\n%3A;|'
paste -d '\t' <(echo "$names") <(printf '%s\n' c1 c2 c3 c4 c5 c6) >pairs.txt
printf 'CHROM\tPOS\tREF\tc1\tc2\tc3\tc4\tc5\tc6\n1\t5\tA\tA\tC\tA\tC\tA\tC\n' >matrix.tsv

convert -p pairs.txt -o out.vcf.gz matrix.tsv
convert -p pairs.txt -o out.bcf matrix.tsv
bcftools query -l out.vcf.gz | is "$names"
bcftools query -l out.bcf | is "$names"
bcftools query -f '[%GT ]\n' out.bcf | is '0 1 0 1 0 1 '
