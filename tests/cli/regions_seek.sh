# SPDX-License-Identifier: MIT
# regions_seek - -r and -R choose rows by POS alone, in file order, and give what bcftools gives of the whole output; a
# plain file is read in the blocks of the regions only.
. "$(dirname "$0")/common.sh"

many_rows 500000 >matrix.tsv
convert --no-version -o all.vcf.gz matrix.tsv
chosen() { bcftools view -H --targets-overlap 0 -t "$1" all.vcf.gz; }

for region in chr1:5 chr2:200000-200010 chr3:400000- chr1:-9 chr3; do
  convert --no-version -r "$region" -o out.vcf.gz matrix.tsv
  bcftools view -H out.vcf.gz | cmp - <(chosen "${region/:-/:1-}")
done
convert --no-version -r chr3:400000-400100,chr1:7-40,chr1:20-60 -o out.vcf.gz matrix.tsv
bcftools view -H out.vcf.gz | cmp - <(chosen chr1:7-60,chr3:400000-400100)
tabix out.vcf.gz chr1:20-60 | cmp - <(chosen chr1:20-60)
# An interval without rows hides none of those that follow, whatever stands before it.
for list in chr1:40-60,chr3:1-2,chr3:450000-450010 chr3:1-2,chr3:450000-450010,chr2:1-2,chr2:200000-200010; do
  convert --no-version -r "$list" -o out.vcf.gz matrix.tsv
  bcftools view -H out.vcf.gz | cmp - <(chosen "$list")
done
(($(sed -nE 's/^rows read: ([0-9]+) .*/\1/p' "$err") < 400000))

printf 'chr2\t199999\t200010\n' >places.bed
printf 'chr2\t200000\t200010\r\n' >places.txt
for file in places.bed places.txt; do
  for input in matrix.tsv -; do
    convert --no-version -R "$file" -o out.vcf.gz "$input" <matrix.tsv
    bcftools view -H out.vcf.gz | cmp - <(chosen chr2:200000-200010)
  done
done
bgzip -c matrix.tsv >matrix.tsv.gz
convert --no-version -r chr2:200000-200010 -C <(printf 'chr1\nchr2\nchr3\n') -o out.vcf.gz matrix.tsv.gz
bcftools view -H out.vcf.gz | cmp - <(chosen chr2:200000-200010)

# An error behind blocks that were passed over names the file's line.
sed '450001s/.*/chr3\t450000\tA\tA\tA\tA\tA\tA\tA\tA\tQ/' matrix.tsv >bad.tsv
fails 3 -r chr3:449990-450010 -o out2.vcf.gz bad.tsv
says bad.tsv:450001: 'column 11 (z_b)'
# So does a blank line at a block's end, here among those around the end of the second block.
awk '{ print; bytes += length + 1 } bytes >= 8388608 - 20 && !done++ { for (i = 0; i < 40; ++i) print "" }' \
  matrix.tsv >blank.tsv
fails 3 -r chr2:200000- -o out2.vcf.gz blank.tsv
says "blank.tsv:$(grep -n -m 1 '^$' blank.tsv | cut -d : -f 1): a blank line"

# A file that shows on the way that it is not sorted is read as a whole, and told.
{ sed -n 1p matrix.tsv; sed -n '400002,$p' matrix.tsv; sed -n '333336,400001p' matrix.tsv; } >late.tsv
refuses 3 -r chr3:350000 late.tsv
says 'late.tsv:100002: ' 'POS'
# Nor does a contig without rows where it was looked for go unread: here it lies within another.
awk -F'\t' -v OFS='\t' 'NR == 1 { print; next }
  /^chr1/ { print } NR == 20000 { for (i = 1; i < 10; ++i) print "in", i, "A", "A", "C", "A", "A", "A", "A", "A", "A" }' \
  matrix.tsv >within.tsv
printf 'chr1\nin\n' >list
refuses 3 -C list -r in within.tsv
says 'contig "chr1" comes back'
# Zeros in front of POS are no part of it, however many.
{ sed -n 1p matrix.tsv; for i in $(seq 10 60); do printf 'chr1\t%050d\tA\tA\tC\tA\tA\tA\tA\tA\tA\n' $i; done; } >zeros.tsv
convert -r chr1:20-25 zeros.tsv | bcftools view -H | wc -l | is 6
