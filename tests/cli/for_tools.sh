# SPDX-License-Identifier: MIT
# for_tools - --for applies what a tool demands and says so at the end, or fails with what cannot be met.
. "$(dirname "$0")/common.sh"

tsv <<<'CHROM POS REF x_a x_b y_a y_b z
1 1 A A C - A G
1 2 A T A N A A
1 3 A A C A T A' >matrix.tsv
printf '1\t100\n' >list
genotypes() { bcftools query -f '%POS %ALT[ %GT]\n' "$1"; }

convert --for gatk -C list -s x,y -o out.vcf.gz matrix.tsv
genotypes out.vcf.gz | is '1 C 0|1 .|0
2 T 1|0 .|0
3 C,T 0|1 0|2'
[[ -e out.vcf.gz.tbi ]]
says 'for gatk: --gap missing (1 gap cell), -a (1 ALT allele dropped), -W=tbi'
convert --for gatk -s x -o out.vcf.gz matrix.tsv
says 'Warning: gatk: contigs without a length'

convert --for plink2 -s x,y -o out.vcf.gz matrix.tsv
genotypes out.vcf.gz | head -n 1 | is '1 C,G 0|1 .|.'
says 'for plink2: --gap missing (1 gap cell), --half-call missing (2 half calls)'
convert --for whatshap -s x,y -o out.vcf.gz matrix.tsv
bcftools query -f '[ %PS]\n' out.vcf.gz | head -n 1 | is ' 1 1'
convert --for shapeit,vcftools -s x,y -o out.vcf.gz matrix.tsv
says 'SHAPEIT will drop 1 multiallelic site' 'for vcftools: '

convert --for beagle,beagle -s x,y -o out.vcf.gz matrix.tsv
(($(grep -c '^for beagle: ' "$err") == 1))

# What cannot be met.
refuses 3 --for shapeit matrix.tsv # z is haploid
says '"z"' 'hint: '
refuses 3 --for whatshap matrix.tsv
refuses 3 --for beagle-ref -s x,y matrix.tsv
says matrix.tsv:2: 'hint: '
sed '$p' matrix.tsv >twice.tsv
refuses 3 --for beagle -s x,y twice.tsv
says twice.tsv:5: 'bcftools norm -d exact'
convert --for plink2 -s x,y -o out.vcf twice.tsv
printf 'CHROM\tPOS\tREF\tALT\ta:PI\ta:PG_al\n1\t1\tA\tC\t4\tA|C\n1\t2\tA\tC\t5\tA/C\n' >table
refuses 3 --for beagle-ref --format table table
says table:3: 'not phased, which beagle-ref' 'hint: '
convert --for beagle --format table -o out.vcf table
cut -f 1-7 matrix.tsv >four.tsv
refuses 3 --for beagle --ploidy 4 four.tsv
says 'beagle does not take the ploidy of sample "s1", which has 4 haplotypes'
# Behind a block's border another fault may stand before the copy.
awk 'BEGIN { print row = "CHROM\tPOS\tREF\tx_a\tx_b"
  for (pos = 1000000; (bytes += length(row) + 1) < 4194304; ++pos) print row = "1\t" pos "\tA\tA\tC"
  print "1\t" pos - 2 "\tA\tA\tA"
  print row }' >border.tsv
fails 3 --for beagle -o new.vcf.gz border.tsv
says border.tsv:262145: 'POS 1262141 comes after POS 1262142'
printf '2\n1\n' >list
{ cat matrix.tsv; tsv <<<'2 1 A A C A A A'; } >order.tsv
refuses 3 --for gatk -C list -s x,y order.tsv
says '"2" comes after "1"' 'hint: --sort'
convert --for gatk -C list -s x,y --sort -o sorted.vcf.gz order.tsv
bcftools query -f '%CHROM\n' sorted.vcf.gz | uniq | is $'2\n1'
sed -E 's/^1\t3/1\t536870913/' matrix.tsv >far.tsv
refuses 3 --for gatk -s x,y far.tsv
says 'a TBI index reaches to 536870912' 'GATK takes no CSI'

# What writes no VCF meets no demand.
convert --for gatk --help | cmp - <("$M2V" --help)
convert --for gatk --version | cmp - <("$M2V" --version)
convert --for gatk --print-samples matrix.tsv | cmp - <("$M2V" --print-samples matrix.tsv)

refuses 1 --for gatk,nobody matrix.tsv
refuses 1 --for whatsap matrix.tsv
says 'did you mean whatshap?'
refuses 1 --for plink2 --gap star matrix.tsv
refuses 1 --for plink2 --half-call keep matrix.tsv
refuses 1 --for whatshap --phase-tag PI matrix.tsv
refuses 1 --for gatk --no-index matrix.tsv
fails 1 --for gatk matrix.tsv
fails 1 --for shapeit -Ot -s x,y matrix.tsv
says 'shapeit reads no haplotype table'
fails 1 --for gatk -Ob -o out.bcf matrix.tsv
fails 1 --for beagle -o out.bcf matrix.tsv
says 'beagle reads no BCF' '-Oz'
