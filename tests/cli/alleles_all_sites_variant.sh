# SPDX-License-Identifier: MIT
# alleles_all_sites_variant - the rows with ALT are the same with --all-sites and without; -a leaves rows of ALT . then.
. "$(dirname "$0")/common.sh"

many_rows 30000 >matrix.tsv
convert -o plain.vcf.gz matrix.tsv
convert --all-sites -o all.vcf.gz matrix.tsv
(($(bcftools view -H all.vcf.gz | wc -l) == 30000))
bcftools view -H -i 'N_ALT>0' all.vcf.gz | cmp - <(bcftools view -H plain.vcf.gz)
bcftools view -H -i 'N_ALT=0' all.vcf.gz | cut -f 2,4,5 >without_alt
bcftools query -f '%POS\n' plain.vcf.gz >variant
cut -f 2,3 matrix.tsv | tail -n +2 | awk 'NR == FNR { seen[$1]; next } !($1 in seen)' variant - | sed 's/$/\t./' |
  cmp - without_alt
bcftools +fill-AN-AC all.vcf.gz 2>/dev/null | bcftools query -f '%POS %AN\n' |
  cmp - <(bcftools query -f '%POS %AN\n' all.vcf.gz)

convert --all-sites -a -s y -o out.vcf.gz matrix.tsv
bcftools view -a -s y all.vcf.gz | bcftools query -f '%POS %ALT %AN[ %GT]\n' |
  cmp - <(bcftools query -f '%POS %ALT %AN[ %GT]\n' out.vcf.gz)
bcftools query -i 'N_ALT=0' -f '%INFO\n' out.vcf.gz | sort -u | is AN=2
cat matrix.tsv | convert --all-sites -O b --no-version - | cmp - <(convert --all-sites -O b --no-version matrix.tsv)
