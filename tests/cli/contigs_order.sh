# SPDX-License-Identifier: MIT
# contigs_order - data in another contig order than the list is warned of, and its index works.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n2\t5\tA\tA\tC\n1\t5\tA\tA\tC\n' >matrix.tsv
printf '1\n2\n' >names.txt
for name in out.vcf.gz out.bcf; do
  convert -C names.txt -o "$name" matrix.tsv
  grep '^Warning: .*names.txt' "$err"
  bcftools query -f '%CHROM\n' "$name" | is $'2\n1'
  bcftools query -r 1 -f '%CHROM\n' "$name" | is 1
done

# With -r and -t the order is that of the contigs with records, whatever others are read; so for each kind of input.
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n2\t5\tA\tA\tC\n1\t5\tA\tA\tA\n3\t5\tA\tA\tC\n' >matrix.tsv
printf '1\t9\n2\t9\n3\t9\n' >names.txt
bgzip -c matrix.tsv >matrix.tsv.gz
tabix -S 1 -s 1 -b 2 -e 2 matrix.tsv.gz
for input in matrix.tsv matrix.tsv.gz -; do
  for choice in '-r 2,3' '-t ^1' '-r 1,2,3:5'; do
    convert --for gatk -C names.txt $choice -o out.vcf.gz "$input" <matrix.tsv
    if grep 'comes after' "$err"; then exit 1; fi
  done
done
fails 3 --for gatk -C names.txt -o new.vcf.gz matrix.tsv
says '"1" comes after "2"'
