# SPDX-License-Identifier: MIT
# alleles_many - more than nine alleles in a row, and more than a byte of BCF can number, read back the same.
. "$(dirname "$0")/common.sh"

# n insertions of n different lengths: the genotypes are 1 to n.
for n in 9 10 63 64 127 128 300; do
  awk -v n="$n" 'BEGIN {
    OFS = ""
    header = "CHROM\tPOS\tREF"; row = "1\t5\tA"; allele = "A"
    for (i = 1; i <= n; ++i) { allele = allele "C"; header = header "\th" i; row = row "\t" allele }
    print header; print row
  }' >matrix.tsv
  convert --haploid -o out.vcf.gz matrix.tsv
  convert --haploid -o out.bcf matrix.tsv
  bcftools query -f '[%GT\n]' out.vcf.gz | is "$(seq "$n")"
  cmp <(bcftools view -H out.bcf) <(bcftools view -H out.vcf.gz)
done
