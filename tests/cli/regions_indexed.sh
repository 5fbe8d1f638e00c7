# SPDX-License-Identifier: MIT
# regions_indexed - of a BGZF matrix with an index -r reads what the index points at, and gives what the plain file gives;
# an index that cannot be trusted is told and left alone.
. "$(dirname "$0")/common.sh"

gzip -dc "$TEST_DATA/1000g_chr20.tsv.gz" >real.tsv
{ head -n 1 real.tsv; for contig in 3 1 X; do tail -n +2 real.tsv | sed "s/^[^\t]*/$contig/"; done; } >m.tsv
bgzip -c m.tsv >m.tsv.gz
records() { bcftools query -f '%CHROM %POS %REF %ALT[ %GT]\n' "$1" 2>/dev/null; }
range=$(sed -n '100p;200p' m.tsv | cut -f 2 | paste -sd-)
few=3:$range,X:$range,1:$(sed -n 2p m.tsv | cut -f 2)

records <(convert -r "$few" m.tsv) | grep -c . >count
(($(<count) > 50))

for index in '-S 1' '-C -S 1' '' -C; do
  rm -f m.tsv.gz.tbi m.tsv.gz.csi
  tabix $index -s 1 -b 2 -e 2 m.tsv.gz 2>tabix.log  # which takes the header line for a row that it cannot read
  for regions in "$few" 1 "X:$range" 3:1-1; do
    for threads in 0 3; do
      convert --threads $threads -r "$regions" -o got.vcf.gz m.tsv.gz
      convert -r "$regions" -o wanted.vcf m.tsv
      records got.vcf.gz | cmp - <(records wanted.vcf)
      bcftools view -h got.vcf.gz | grep '^##contig' | is "$(grep '^##contig' wanted.vcf)"
    done
  done
done
# Far less than the whole was read.
convert -r "X:$range" m.tsv.gz >got.vcf
rows=$(sed -n 's/^rows read: \([0-9]*\) .*/\1/p' "$err")
((rows > 0 && rows < $(wc -l <m.tsv) / 2))

# Nor is what stands before the rows one of them where a byte order mark hides its # from tabix.
mark=$'\xef\xbb\xbf'
convert -r "$few" -o wanted.vcf m.tsv
for head in "$mark#" "$mark##note"$'\n'; do
  { printf %s "$head"; cat m.tsv; } | bgzip -c >marked.tsv.gz
  tabix -f -s 1 -b 2 -e 2 marked.tsv.gz 2>tabix.log
  convert -r "$few" -o got.vcf marked.tsv.gz
  records got.vcf | cmp - <(records wanted.vcf)
  if grep 'not used' "$err"; then exit 1; fi
done

# POS from 0, told to tabix or not.
awk -F'\t' -v OFS='\t' 'NR > 1 { --$2 } { print }' m.tsv >zero.tsv
bgzip -c zero.tsv >zero.tsv.gz
for base in '' -0; do
  tabix -f $base -S 1 -s 1 -b 2 -e 2 zero.tsv.gz
  records <(convert --zero-based -r "$few" zero.tsv.gz) | cmp - <(records <(convert -r "$few" m.tsv))
done
# So it is with the first base of a contig, which is no place for tabix that is not told.
printf '#CHROM\tPOS\tREF\tx_a\tx_b\n1\t0\tA\tA\tC\n1\t1\tA\tC\tA\n' | bgzip -c >first.tsv.gz
for base in '' -0; do
  tabix -f $base -s 1 -b 2 -e 2 first.tsv.gz 2>tabix.log
  convert --zero-based -r 1:1 first.tsv.gz | records - | is '1 1 A C 0|1'
done

# A fault has its line in the whole file.
awk -F'\t' -v OFS='\t' 'NR == 150 { $5 = "Q" } { print }' m.tsv | bgzip -c >bad.tsv.gz
tabix -S 1 -s 1 -b 2 -e 2 bad.tsv.gz
refuses 3 -r "3:$range" bad.tsv.gz
says 'bad.tsv.gz:150: column 5' '"Q"'
fails 1 -r nowhere m.tsv.gz
says nowhere

# So has the line before it, where rows have changed places behind the index's back.
first=$(($(grep -n -m 1 ^X m.tsv | cut -d : -f 1) + 150))
awk -v first=$first 'NR == first { kept = $0; next } { print } NR == first + 1 { print kept }' m.tsv >swapped.tsv
bgzip -l 0 -c m.tsv >swapped.tsv.gz
tabix -S 1 -s 1 -b 2 -e 2 swapped.tsv.gz
bgzip -l 0 -c swapped.tsv >swapped.tsv.gz
touch swapped.tsv.gz.tbi
refuses 3 -r X swapped.tsv.gz
says "swapped.tsv.gz:$((first + 1)): column 2 (POS)" "of line $first:"

# Not used: an older index, one of other columns, one that is none.
touch -d 2001-01-01 m.tsv.gz.csi
convert -r "3:$range" m.tsv.gz >got.vcf
says 'not used' 'older'
records got.vcf | cmp - <(records <(convert -r "3:$range" m.tsv))
rm m.tsv.gz.csi
head -c 100 /dev/urandom >m.tsv.gz.tbi
convert -r "3:$range" m.tsv.gz >got.vcf
says 'not used' 'cannot be read'
cut -f 2,1,3- m.tsv | awk -F'\t' -v OFS='\t' '{ print $2, $1, $0 }' | cut -f 1,2,5- | bgzip -c >other.tsv.gz
tabix -S 1 -s 2 -b 1 -e 1 other.tsv.gz
convert -c POS,CHROM,REF -r "3:$range" other.tsv.gz | records - | cmp - <(records <(convert -r "3:$range" m.tsv))
refuses 3 -r "3:$range" other.tsv.gz

# Nor is one of contigs that there cannot be: one whose name a byte order mark begins for tabix, one that a row has wrong.
printf "$mark"'chr1\t5\tA\tA\tC\nchr1\t7\tA\tA\tC\nchr2\t7\tA\tA\tC\n' | bgzip -c >nameless.tsv.gz
tabix -s 1 -b 2 -e 2 nameless.tsv.gz
printf 'x_a\nx_b\n' >names
convert -H names -r chr1 nameless.tsv.gz >got.vcf
says 'not used' 'a contig that cannot be one'
records got.vcf | is $'chr1 5 A C 0|1\nchr1 7 A C 0|1'
printf '#CHROM\tPOS\tREF\tx_a\tx_b\n1\t5\tA\tA\tC\na,length=7\t6\tA\tC\tA\n' | bgzip -c >comma.tsv.gz
tabix -s 1 -b 2 -e 2 comma.tsv.gz
refuses 3 -r 1 comma.tsv.gz
says 'comma.tsv.gz:3: column 1' '"a,length=7"'

# Nor is one that leaves out lines which begin as the header line does.
printf 'CHROM\tPOS\tREF\tx_a\tx_b\n1\t5\tA\tA\tC\nCM1\t6\tA\tC\tA\n2\t6\tA\tC\tA\n' | bgzip -c >letter.tsv.gz
tabix -c C -s 1 -b 2 -e 2 letter.tsv.gz
convert -r 1,CM1 letter.tsv.gz >got.vcf
says 'not used' 'leaves out the lines that begin with "C"'
records got.vcf | is $'1 5 A C 0|1\nCM1 6 A C 1|0'

# Nor is one that does not know the first row, whose POS a byte order mark hides.
printf "$mark"'5\tchr1\tA\tA\tC\n100000\tchr1\tA\tC\tA\n' | bgzip -c >hidden.tsv.gz
tabix -s 2 -b 1 -e 1 hidden.tsv.gz 2>tabix.log
convert --headerless -c POS,CHROM,REF --ploidy 2 -r chr1:5 hidden.tsv.gz >got.vcf
says 'not used' 'byte order mark'
records got.vcf | is 'chr1 5 A C 0|1'

# Nor is one of a POS with zeros in front, which tabix takes for an octal number.
printf '#CHROM\tPOS\tREF\tx_a\tx_b\n1\t0100000\tA\tA\tC\n1\t0200000\tA\tC\tA\n' | bgzip -c >padded.tsv.gz
tabix -s 1 -b 2 -e 2 padded.tsv.gz
convert -r 1:200000 padded.tsv.gz >got.vcf
says 'not used' 'octal'
records got.vcf | is '1 200000 A C 1|0'

# A file without its end is refused, though the index knows where the rows are.
size=$(stat -c %s m.tsv.gz)
tabix -f -S 1 -s 1 -b 2 -e 2 m.tsv.gz
head -c $((size - 28)) m.tsv.gz >cut.tsv.gz
cp m.tsv.gz.tbi cut.tsv.gz.tbi
refuses 4 -r "3:$range" cut.tsv.gz
says truncated

# Nor is an index of other columns.
printf 'CHROM\tPOS\tREF\tx_a\tx_b\n1\t5\tA\tA\tC\n1\t6\tA\tC\tA\n' | bgzip -c >small.tsv.gz
tabix -S 1 -s 3 -b 2 -e 2 small.tsv.gz
convert -r 1:6 small.tsv.gz >got.vcf
says 'not used' 'other columns' 'tabix -s 1 -b 2 -e 2'
records got.vcf | is '1 6 A C 1|0'
