# SPDX-License-Identifier: MIT
# contigs_dict_vcf - -C takes a .dict and the header of a VCF, too.
. "$(dirname "$0")/common.sh"

tsv <<<'CHROM POS REF x_a x_b
HLA:A*01 5 A A C
1 7 A A C' >matrix.tsv
contigs() { bcftools view -h "$1" | grep '^##contig'; }
wanted='##contig=<ID=1,length=100>
##contig=<ID=HLA:A*01,length=20>
##contig=<ID=2>'

printf '@HD\tVN:1.5\n@SQ\tSN:1\tLN:100\tM5:x\n@SQ\tLN:20\tSN:HLA:A*01\n@SQ\tSN:2\n' >g.dict
convert -C g.dict -o out.vcf.gz matrix.tsv
contigs out.vcf.gz | is "$wanted"
says 'Warning: ' # the data come in another order

{
  printf '##fileformat=VCFv4.2\n##contig=<ID=1,length=100,assembly=x>\n##contig=<length=20,ID=HLA:A*01>\n##contig=<ID=2>\n'
  printf '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t1\t.\tA\tC\t.\t.\t.\n'
} >old.vcf
bgzip -c old.vcf >old2.vcf.gz
for list in old.vcf old2.vcf.gz; do
  convert -C "$list" -o out2.vcf matrix.tsv
  contigs out2.vcf | sed 's/,assembly=x//' | is "$wanted"
done

printf '@SQ\tSN:1\tLN:x\n' >bad.dict
fails 3 -C bad.dict matrix.tsv
says bad.dict:1:
printf '##fileformat=VCFv4.2\n#CHROM\n' >bad.vcf
fails 3 -C bad.vcf matrix.tsv
says bad.vcf
fails 1 -C - - <matrix.tsv

# A byte order mark belongs to no name; a bzip2 or CRAM file begins otherwise than these contigs do.
printf '\xef\xbb\xbf1\t100\n' >marked.list
printf 'CHROM\tPOS\tREF\tx\n1\t5\tA\tC\n' >small.tsv
convert -C marked.list small.tsv | bcftools view -h | grep -x '##contig=<ID=1,length=100>'
printf 'BZh1\t5\tA\tC\nCRAMBE_1\t5\tA\tC\n' >named.tsv
convert --headerless named.tsv | bcftools query -f '%CHROM\n' | is $'BZh1\nCRAMBE_1'
tail -n 1 named.tsv | convert --headerless - | bcftools query -f '%CHROM\n' | is CRAMBE_1
