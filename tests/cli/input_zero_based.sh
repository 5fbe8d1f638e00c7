# SPDX-License-Identifier: MIT
# input_zero_based - --zero-based: POS of the matrix counts from 0; the output is that of the matrix with POS + 1.
. "$(dirname "$0")/common.sh"

many_rows 20000 | awk 'BEGIN { FS = OFS = "\t" } NR > 1 { --$2 } 1' >matrix.tsv
many_rows 20000 >shifted.tsv
for type in vcf.gz bcf; do
  convert --no-version -o "expected.$type" shifted.tsv
  convert --no-version --zero-based -o "out.$type" matrix.tsv
  cmp "out.$type" "expected.$type"
  cmp "out.$type".?[bs]i "expected.$type".?[bs]i
done
cat matrix.tsv | convert --no-version --zero-based -Oz - | cmp - expected.vcf.gz
convert --zero-based -O t matrix.tsv | cmp - <(convert -O t shifted.tsv)

tsv >edges.tsv <<'END'
CHROM POS REF S_a S_b
1 0 A A C
1 0 A A C
1 9 A A A
1 10 A A C
1 2147483645 A A C
END
convert --zero-based -o out.vcf edges.tsv
bcftools query -f '%POS\n' out.vcf | is $'1\n1\n11\n2147483646'
grep -E 'POS of the row before.*\b1\b' "$err"
