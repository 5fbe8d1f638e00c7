# SPDX-License-Identifier: MIT
# samples_by_name - columns that share a stem make a diploid sample; a, A, hap1, pat or the smaller digit comes first.
. "$(dirname "$0")/common.sh"

# The first allele column carries A, the second C: 0|1 where the first is the first haplotype.
while read -r first second sample genotype; do
  printf 'CHROM\tPOS\tREF\t%s\t%s\n1\t5\tA\tA\tC\n' "$first" "$second" >matrix.tsv
  convert matrix.tsv | bcftools query -f '[%SAMPLE %GT]\n' | is "$sample $genotype"
done <<'END'
10a 10b 10 0|1
10b 10a 10 1|0
S_a S_b S 0|1
S.B S.A S 1|0
S-a S-b S 0|1
S:a S:b S 0|1
S#A S#B S 0|1
S_hap1 S_hap2 S 0|1
Shap2 Shap1 S 1|0
S_pat S_mat S 0|1
Smat Spat S 1|0
S_1 S_2 S 0|1
S.1 S.0 S 1|0
S:0 S:1 S 0|1
S#2 S#1 S 1|0
END
