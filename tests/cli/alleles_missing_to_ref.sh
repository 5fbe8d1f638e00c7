# SPDX-License-Identifier: MIT
# alleles_missing_to_ref - -0 counts missing and gap as REF in genotypes; under --gap star a gap still counts for ALT.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\t-\tC\n1\t6\tA\t*\tA\n1\t7\tA\tN\tC\n1\t8\tA\tN\t.\n' >matrix.tsv
for option in -0 --missing-to-ref; do
  convert $option matrix.tsv >out.vcf
  bcftools query -f '%POS %ALT %AC %AN[ %GT:%PI]\n' out.vcf | is $'5 C 1 2 0|1:1\n7 C 1 2 0|1:1'
done
convert -0 --gap star matrix.tsv >out.vcf
bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out.vcf | is $'5 *,C 0,1 2 0|2\n6 * 0 2 0|0\n7 C 1 2 0|1'

# The account says what was done.
tsv >gaps.tsv <<'END'
CHROM POS REF S_a S_b T_a T_b
1 5 A - C Q A
END
convert -0 --bad-allele missing -o out.vcf gaps.tsv
bcftools query -f '%ALT[ %GT]\n' out.vcf | is 'C 0|1 0|0'
says 'gap cells: 1, taken as REF (-0)' 'cells that are no allele, taken as missing and so REF: 1'
convert -0 --gap star --bad-allele missing -o out.vcf gaps.tsv
bcftools query -f '%ALT[ %GT]\n' out.vcf | is '*,C 0|2 0|0'
says 'gap cells: 1, taken as REF in the genotypes (-0), kept as an ALT allele'
