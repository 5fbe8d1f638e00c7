# SPDX-License-Identifier: MIT
# allele_counts - rows of 62 to 64, 126 to 128, 16382 to 16384 and 65535 alleles, where the integers of BCF change their
# width, read back from BCF as from VCF; one more than its 65535 is refused for BCF, and for VCF, whose readers are htslib.
. "$(dirname "$0")/../cli/common.sh"

# matrix ALLELES: one row of so many alleles, REF among them, each in a haploid sample, and a missing one.
matrix() {
  awk -v n="$1" 'BEGIN {
    split("A C G T", base, " ")
    printf "CHROM\tPOS\tREF\tnone"; for (i = 0; i < n; ++i) printf "\th%d", i
    printf "\n1\t5\tAAAAAAAA\tN"
    for (i = 0; i < n; ++i) { text = ""; for (k = i; length(text) < 8; k = int(k / 4)) text = text base[k % 4 + 1]; printf "\t%s", text }
    print ""
  }'
}
for n in 62 63 64 126 127 128 16382 16383 16384 65535; do
  matrix $n >matrix.tsv
  convert --haploid --no-version -o out.bcf matrix.tsv
  convert --haploid --no-version -o out.vcf matrix.tsv
  bcftools query -f '[%GT\n]' out.bcf | is ".
$(seq 0 $((n - 1)))"
  bcftools view --no-version -H out.bcf | cmp - <(grep -v '^#' out.vcf)
done
matrix 65536 >matrix.tsv
fails 3 --haploid -o new.bcf matrix.tsv
says 'matrix.tsv:2: ' 65535
[[ ! -e new.bcf ]]
