# SPDX-License-Identifier: MIT
# positions - POS 2^29-1 and 2^29 have a TBI, 2^29+1 and 2^31-2 a CSI, and are found by it; BCF and VCF hold the same
# number; 2^31-1 and more is refused, also where REF reaches there.
. "$(dirname "$0")/../cli/common.sh"

row() { printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t7\tA\tA\tC\n1\t%s\t%s\t%s\tT\n' "$1" "$2" "$2"; }
while read -r position reference index; do
  row $position $reference >matrix.tsv
  if [[ $index == none ]]; then
    for output in new.vcf new.vcf.gz new.bcf; do fails 3 -o $output matrix.tsv; done
    says matrix.tsv:3: 2147483646
    continue
  fi
  for output in out.vcf out.vcf.gz out.bcf; do
    convert -o $output matrix.tsv
    bcftools query -f '%POS %REF %ALT[ %GT]\n' $output | is "7 A C 0|1
$position $reference T 0|1"
  done
  [[ -e out.vcf.gz.$index && -e out.bcf.csi ]]
  for output in out.vcf.gz out.bcf; do
    bcftools query -r 1:$position -f '%POS\n' $output | is $position
    bcftools query -r 1:$((position + ${#reference} - 1))-2147483646 -f '%POS\n' $output | is $position
    bcftools query -r 1:8-$((position - 1)) -f '%POS\n' $output | is ''
  done
  rm out.*
done <<'END'
536870911 G tbi
536870911 GG tbi
536870911 GGG csi
536870912 G tbi
536870912 GG csi
536870913 G csi
2147483645 GG csi
2147483646 G csi
2147483645 GGG none
2147483646 GG none
2147483647 G none
2147483648 G none
4294967303 G none
18446744073709551623 G none
END
ls -A | is matrix.tsv
