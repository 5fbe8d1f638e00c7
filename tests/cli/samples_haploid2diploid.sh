# SPDX-License-Identifier: MIT
# samples_haploid2diploid - a haploid sample becomes diploid, both haplotypes alike, and AC and AN count both.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF h1 h2 h3
1 5 A A C G
1 6 A C N C
1 7 AC A . -
END
convert --haploid -o haploid.vcf matrix.tsv
convert --haploid --haploid2diploid -o out.vcf matrix.tsv
bcftools query -f '%POS[ %GT:%PI]\n' haploid.vcf | sed -E 's/ ([0-9.]+):/ \1|\1:/g' |
  cmp - <(bcftools query -f '%POS[ %GT:%PI]\n' out.vcf)
bcftools query -f '%POS %AC %AN\n' out.vcf | is $'5 2,2 6\n6 4 4\n7 2 2'
bcftools +fill-AN-AC out.vcf 2>/dev/null | bcftools view -H | cmp - <(bcftools view -H out.vcf)
grep -E 'missing.*\b6\b' "$err"   # haplotypes
grep -E 'gap.*\b1\b' "$err"       # cells
if grep -E 'part of their alleles' "$err"; then exit 1; fi

# After the choice of samples; with a diploid one; in a haplotype table.
printf 'd\th3\th1\nx\th2\n' >pairs.txt
convert -p pairs.txt --haploid2diploid -o out.vcf matrix.tsv
bcftools query -f '%POS[ %GT]\n' out.vcf | is $'5 2|0 1|1\n6 1|1 .|.\n7 .|1 .|.'
if grep -F 'Warning: ' "$err"; then exit 1; fi
convert -p pairs.txt --haploid2diploid -s x matrix.tsv | bcftools query -f '%POS[ %SAMPLE %GT]\n' |
  is $'5 x 1|1\n6 x .|.\n7 x .|.'
convert -p pairs.txt --haploid2diploid -O t -s x matrix.tsv | is "$(tsv <<'END'
contig pos ref alt x_PI x_PG_al
1 5 A C,G 1 C|C
1 6 A C . .
1 7 AC A,- . .
END
)"
