# SPDX-License-Identifier: MIT
# input_long_row - rows longer than a block of text (4 MiB) come out whole, the same for any number of threads.
. "$(dirname "$0")/common.sh"

# 80,000 haplotypes; the second row holds alleles of 61 bases, 5 MB of text.
awk 'BEGIN {
  long = "A"; for (i = 0; i < 60; ++i) long = long "C"
  printf "CHROM\tPOS\tREF"; for (i = 0; i < 80000; ++i) printf "\th%d", i; print ""
  for (row = 1; row <= 3; ++row) {
    printf "1\t%d\tA", row
    for (i = 0; i < 80000; ++i) printf "\t%s", i % (row + 6) ? "A" : row == 2 ? long : "T"
    print ""
  }
}' >matrix.tsv
convert --no-version --haploid --threads 0 -o out.vcf.gz matrix.tsv
bcftools query -f '%CHROM\t%POS\t%REF[\t%TGT]\n' out.vcf.gz >rows
tail -n +2 matrix.tsv | cmp - rows
convert --no-version --haploid --threads 3 -Oz matrix.tsv | cmp - out.vcf.gz
cat matrix.tsv | convert --no-version --haploid -o piped.vcf.gz -
cmp piped.vcf.gz out.vcf.gz
cmp piped.vcf.gz.tbi out.vcf.gz.tbi
