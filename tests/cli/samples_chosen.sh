# SPDX-License-Identifier: MIT
# samples_chosen - -s writes the samples named, in that order; with ^ all but these: the records of bcftools view -s.
. "$(dirname "$0")/common.sh"

many_rows 3000 >matrix.tsv
convert -o full.vcf.gz matrix.tsv
for samples in z,x y ^x ^z,w x,y,z,w; do
  for type in vcf.gz bcf; do
    convert --samples "$samples" -o "out.$type" matrix.tsv
    bcftools view -H "out.$type" | cmp - <(bcftools view -H -s "$samples" full.vcf.gz)
    bcftools query -l "out.$type" | cmp - <(bcftools view -h -s "$samples" full.vcf.gz | bcftools query -l)
  done
done
cat matrix.tsv | convert -s ^x --no-version - >piped.vcf
convert -s ^x --no-version matrix.tsv | cmp - piped.vcf
bcftools query -l piped.vcf | is $'w\ny\nz'
