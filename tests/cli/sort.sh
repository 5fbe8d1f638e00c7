# SPDX-License-Identifier: MIT
# sort - --sort takes rows in any order, of a file, a pipe or a compressed file, and writes what the sorted matrix gives.
. "$(dirname "$0")/common.sh"

gzip -dc "$TEST_DATA/1000g_chr20.tsv.gz" >sorted.tsv
{ head -n 1 sorted.tsv; tail -n +2 sorted.tsv | shuf --random-source=sorted.tsv; } >mixed.tsv
convert --no-version -o wanted.vcf.gz sorted.tsv
convert --no-version --sort -o got.vcf.gz mixed.tsv
cmp wanted.vcf.gz got.vcf.gz
cmp wanted.vcf.gz.tbi got.vcf.gz.tbi

# Little memory: many runs, and merges of merges.
for threads in 0 3; do
  convert --no-version --sort --max-mem 1M --threads $threads -o got.vcf.gz - <mixed.tsv
  cmp wanted.vcf.gz got.vcf.gz
done
bgzip -c mixed.tsv >mixed.tsv.gz
convert --no-version --sort -m 1M -Oz - <mixed.tsv.gz | cmp wanted.vcf.gz
mkdir temporary
convert --no-version --sort --temp-dir temporary -Oz mixed.tsv | cmp wanted.vcf.gz
[[ -z $(ls -A temporary) ]]
first=$(sed -n '2{s/\t.*//;p;q}' sorted.tsv)
convert --no-version --sort -r "$first:60000-70000" mixed.tsv | bcftools query -f '%POS\n' >got
bcftools query -r "$first:60000-70000" -f '%POS\n' wanted.vcf.gz | cmp - got

# Contigs as they first appear, or as a list has them; equal POS as they stood.
printf 'CHROM\tPOS\tREF\tSa\tSb\n2\t9\tA\tA\tC\n1\t5\tA\tA\tC\n2\t3\tA\tA\tC\n1\t5\tA\tA\tG\n2\t3\tA\tT\tC\n1\t5\tA\tT\tT\n\n' >m
convert --sort m | bcftools query -f '%CHROM %POS %ALT\n' | is '2 3 C
2 3 T,C
2 9 C
1 5 C
1 5 G
1 5 T'
printf '1\t100\n2\t100\n' >list
convert --sort -C list m | bcftools query -f '%CHROM %POS %ALT\n' | is '1 5 C
1 5 G
1 5 T
2 3 C
2 3 T,C
2 9 C'

# A table and other columns are sorted alike.
convert -O t m --sort >table
{ head -n 1 table; tail -n +2 table | tac; } >turned
convert --sort --format table turned | bcftools query -f '%CHROM %POS\n' | sort | uniq -c | sed 's/^ *//' | is '3 1 5
2 2 3
1 2 9'
awk -F'\t' -v OFS='\t' '{ print $3, $2, $1, $4, $5 }' m | sed '$d' >other
convert --sort -c REF,POS,CHROM other | grep -v '^##' | cmp - <(convert --sort m | grep -v '^##')
