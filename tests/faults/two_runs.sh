# SPDX-License-Identifier: MIT
# two_runs - of two runs onto one output, one stands at the end, with its own index; also where the one ends while the
# other is between its two renames.
. "$(dirname "$0")/../cli/common.sh"

many_rows 3000 >large.tsv
head -n 1500 large.tsv >small.tsv
convert --no-version -Oz large.tsv >large.vcf.gz
convert --no-version -Oz small.tsv >small.vcf.gz

# The file is wholly one run's, and its index finds what is in it and nothing else.
whole() {
  cmp -s out.vcf.gz large.vcf.gz || cmp out.vcf.gz small.vcf.gz
  bcftools index -n out.vcf.gz | is "$(bcftools view -H out.vcf.gz | grep -c .)"
  tabix out.vcf.gz chr1:900-1000 | cmp - <(bcftools view -H -t chr1:900-1000 out.vcf.gz)
  ls -A | grep -c '^\.\|^out' | is 2
}
for _ in {1..12}; do
  "$M2V" -q --no-version -o out.vcf.gz large.tsv &
  "$M2V" -q --no-version -o out.vcf.gz small.tsv
  wait $!
  whole
done

type strace >/dev/null 2>&1 && strace -o /dev/null true 2>/dev/null || skip 'no strace here: the races that were met ended well'
for other in small.tsv large.tsv; do
  rm -f out.vcf.gz*
  strace -f -qq -o /dev/null -e trace=rename -e inject=rename:delay_enter=600000:when=2 \
    "$M2V" -q --no-version -o out.vcf.gz large.tsv 2>"$err" &
  first=$!
  for _ in {1..500}; do [[ ! -e out.vcf.gz ]] || break; sleep 0.01; done
  convert --no-version -o out.vcf.gz $other
  wait $first
  whole
done
cmp out.vcf.gz large.vcf.gz
