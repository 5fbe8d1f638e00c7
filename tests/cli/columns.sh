# SPDX-License-Identifier: MIT
# columns - --columns tells what stands in front of the alleles, in any order; a file, a pipe, and -r read it alike.
. "$(dirname "$0")/common.sh"

printf 'ID\tREF\tnote\tPOS\tCHROM\tALT\tSa\tSb\nrs1;rs2\tA\tx\t5\t2\tT,C\tA\tC\n.\tC\t\t6\t2\t.\tC\tG\n\tG\ty\t7\t2\tA\tG\tG\nrs4\tAT\tz\t7\t3\t.\tAT\tA\n' >m
list=ID,REF,-,POS,CHROM,ALT
wanted='2 5 rs1;rs2 A T,C 0,1 2 0|2
2 6 . C G 1 2 0|1
2 7 . G A 0 2 0|0
3 7 rs4 AT A 1 2 0|1'
for output in o.vcf o.vcf.gz o.bcf; do
  convert -c $list -o $output m
  bcftools query -f '%CHROM %POS %ID %REF %ALT %AC %AN [%GT]\n' $output | is "$wanted"
done
convert --columns $list - <m | bcftools query -f '%CHROM %POS %ID %REF %ALT %AC %AN [%GT]\n' | is "$wanted"
convert -c $list -a m | bcftools query -f '%POS %ALT [%GT]\n' | is '5 C 0|1
6 G 0|1
7 A 0|1'
convert -c $list -r 3 m | bcftools query -f '%CHROM %ID\n' | is '3 rs4'

convert -c $list --print-samples m | is $'S\tSa\tSb'

tail -n +2 m >rows
convert -c $list --headerless --ploidy 2 rows | bcftools query -f '%ID\n' | is 'rs1;rs2
.
.
rs4'
printf 'Sa\tSb\n' >names
convert -c $list -H names rows | bcftools query -l | is S

# The usual columns may be named, too.
printf 'CHROM\tPOS\tREF\tSa\tSb\n2\t5\tA\tA\tC\n' >common
convert -c CHROM,POS,REF common | grep -v '^##matrix2vcf' | is "$(convert common | grep -v '^##matrix2vcf')"

# What is passed over may be called anything, twice.
printf '\t\tCHROM\tPOS\tREF\tSa\tSb\nx\ty\t2\t5\tA\tA\tC\n' >unnamed
convert -c -,-,CHROM,POS,REF unnamed | bcftools query -f '%POS\n' | is 5
printf '\t\tCHROM\tPOS\tREF\tSa\tSb\n' >names
tail -n +2 unnamed >rows
convert -c -,-,CHROM,POS,REF -H names rows | bcftools query -f '%POS\n' | is 5
