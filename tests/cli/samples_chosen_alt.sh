# SPDX-License-Identifier: MIT
# samples_chosen_alt - ALT holds the alleles of all samples, written or not; AC and AN count the written ones.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b T_a T_b ref2
1 5 A C A G A T
1 6 A A A G N A
1 7 A A A A A T
END
printf 'S\tS_a\tS_b\nT\tT_a\tT_b\n' >pairs.txt
convert -p pairs.txt -s T -o out.vcf matrix.tsv
bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out.vcf | is $'5 C,G 0,1 2 2|0\n6 G 1 1 1|.'
convert -p pairs.txt -s S -o out.vcf matrix.tsv
bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out.vcf | is $'5 C,G 1,0 2 1|0\n6 G 0 2 0|0'
grep -E 'missing.*\b0\b' "$err"
