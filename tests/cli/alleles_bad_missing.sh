# SPDX-License-Identifier: MIT
# alleles_bad_missing - --bad-allele missing takes what is no allele as missing and a bad REF as N, and counts them.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b T_a T_b spare
1 5 A R C NA A A
1 6 A A A N Y A
1 7 M A N A C A
1 8 G T <DEL> -- G R
1 9 A/C A A A A W
END
sed -E '1!s/R|NA|Y|M|W|<DEL>|--|A\/C/N/g' matrix.tsv >clean.tsv
printf 'S\tS_a\tS_b\nT\tT_a\tT_b\n' >pairs.txt
convert -p pairs.txt -o expected.vcf clean.tsv
for type in v b; do
  convert -p pairs.txt --bad-allele missing -O $type -o out matrix.tsv
  bcftools view -H out | cmp - <(bcftools view -H expected.vcf)
  grep -E 'no allele.*\b9\b' "$err"   # 2 + 1 + 1 + 3 + 2: also of a REF, a column of no sample, an invariant row
done
convert -p pairs.txt --bad-allele missing -0 -a matrix.tsv | bcftools view -H |
  cmp - <(convert -p pairs.txt -0 -a clean.tsv | bcftools view -H)
convert -p pairs.txt --bad-allele missing -o out clean.tsv
if grep -F 'no allele' "$err"; then exit 1; fi

for options in '' '--bad-allele error' '--bad-allele missing --bad-allele error'; do
  refuses 3 -p pairs.txt $options matrix.tsv
  says matrix.tsv:2: 'column 4 (S_a)' '--bad-allele missing'
done
sed '2,3d' matrix.tsv >bad_ref.tsv
refuses 3 -p pairs.txt bad_ref.tsv
says 'bad_ref.tsv:2: column 3 (REF)' '--bad-allele missing'
