# SPDX-License-Identifier: MIT
# input_contig_names - every contig name that VCF allows is kept as it is.
. "$(dirname "$0")/common.sh"

names=$'HLA:A*01:01\nchr1|x/y;z\n%41\nNC_000020.11\n+a!b$c&d.e?f@g^h~i-j'
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n' >matrix.tsv
while read -r name; do printf '%s\t5\tA\tA\tC\n' "$name"; done <<<"$names" >>matrix.tsv

convert -o out.vcf.gz matrix.tsv
convert -o out.bcf matrix.tsv
bcftools query -f '%CHROM\n' out.vcf.gz | is "$names"
bcftools query -f '%CHROM\n' out.bcf | is "$names"
tabix -l out.vcf.gz | is "$names"
