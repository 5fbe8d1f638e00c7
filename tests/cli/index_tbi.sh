# SPDX-License-Identifier: MIT
# index_tbi - a .vcf.gz gets its .tbi in the same run, equal to what tabix writes.
. "$(dirname "$0")/common.sh"

many_rows 300000 >matrix.tsv
for input in file pipe; do
  if [[ $input == file ]]; then convert -o out.vcf.gz matrix.tsv; else cat matrix.tsv | convert -o out.vcf.gz -; fi
  ls -A | is $'matrix.tsv\nout.vcf.gz\nout.vcf.gz.tbi'
  bgzip -dc <out.vcf.gz.tbi >ours
  [[ ! out.vcf.gz.tbi -ot out.vcf.gz ]]
  tabix -f -p vcf out.vcf.gz
  bgzip -dc <out.vcf.gz.tbi | cmp - ours
  rm ours
done
tabix out.vcf.gz chr2:150000-150010 | cut -f 2 | is "$(bcftools query -t chr2:150000-150010 -f '%POS\n' out.vcf.gz)"
tabix out.vcf.gz chr2:150000-150010 | grep -c . >/dev/null
