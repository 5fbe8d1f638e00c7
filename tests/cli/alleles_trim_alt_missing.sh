# SPDX-License-Identifier: MIT
# alleles_trim_alt_missing - -a drops what -0 and --half-call missing leave without a carrier.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b T_a T_b
1 5 A - C A A
1 6 A - A A A
1 7 A C N G A
1 8 A C N A A
END
convert --gap star -0 -a -o out.vcf matrix.tsv
bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out.vcf |
  is $'5 C 1 4 0|1 0|0\n7 C,G 1,1 4 1|0 2|0\n8 C 1 4 1|0 0|0'
convert --half-call missing -o out.vcf matrix.tsv
bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out.vcf |
  is $'5 C 0 2 .|. 0|0\n7 C,G 0,1 2 .|. 2|0\n8 C 0 2 .|. 0|0'
convert --half-call missing -a -o out.vcf matrix.tsv
bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out.vcf | is '7 G 1 2 .|. 1|0'
