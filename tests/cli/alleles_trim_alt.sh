# SPDX-License-Identifier: MIT
# alleles_trim_alt - -a drops ALT alleles that no written sample carries, as bcftools view -a, and rows then without.
. "$(dirname "$0")/common.sh"

awk 'BEGIN {
  OFS = "\t"
  split("A C G T N - ACC", allele, " ")
  print "CHROM", "POS", "REF", "S_a", "S_b", "T_a", "T_b", "U_a", "U_b"
  for (row = 0; row < 2000; ++row) {
    $0 = "1"; $2 = row + 1; $3 = allele[row % 4 + 1]
    for (i = 0; i < 6; ++i) $(i + 4) = allele[(row * (i + 3) + int(row / (2 + i)) * 5) % (row % 3 ? 7 : 2) + 1]
    print
  }
}' >matrix.tsv
for gap in missing star; do
  convert --gap $gap -o full.vcf.gz matrix.tsv
  for samples in T,S U; do
    for option in -a --trim-alt-alleles; do
      convert --gap $gap -s $samples $option -o out.vcf.gz matrix.tsv
      bcftools view -a -s $samples full.vcf.gz | bcftools view -H -i 'N_ALT>0' | cmp - <(bcftools view -H out.vcf.gz)
    done
  done
  written=$(bcftools view -H out.vcf.gz | wc -l)
  ((written < $(bcftools view -H full.vcf.gz | wc -l)))
  says "2000 = $written written + $((2000 - written)) invariant"
done
convert -a --no-version matrix.tsv >trimmed.vcf   # all samples: nothing to drop
convert --no-version matrix.tsv | cmp - trimmed.vcf

# Told of the rows that are asked for, those that are left without ALT included.
tsv <<<'CHROM POS REF x_a x_b y_a y_b
1 1 A A C G T
1 2 A A T A C
1 3 A A A G A' >few.tsv
for choice in '-r 1:2' '-t 1:2'; do
  convert -a -s x $choice --for shapeit -o out.vcf few.tsv
  says '-a (1 ALT allele dropped)'
done
convert -a -s x -t 1:2-3 --for shapeit -o out.vcf few.tsv
says '-a (2 ALT alleles dropped)'
