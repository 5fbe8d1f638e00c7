# SPDX-License-Identifier: MIT
# regions_targets - -t and -T read all rows and keep the chosen ones, with ^ all others; what is left out is in the account.
. "$(dirname "$0")/common.sh"

tsv <<<'CHROM POS REF x_a x_b
1 1 A A C
1 2 A C A
1 3 A A A
2 1 T T A' >matrix.tsv
positions() { bcftools query -f '%CHROM:%POS\n' "$1" | tr '\n' ' '; }

convert -t 1:2-9,2 -o out.vcf matrix.tsv
[[ $(positions out.vcf) == '1:2 2:1 ' ]]
says 'rows read: 4 = 2 written + 1 invariant + 1 outside the targets'
convert -t ^1:2-9,2 -o out.vcf matrix.tsv
[[ $(positions out.vcf) == '1:1 ' ]]
printf '1\t1\n' >places
convert -T ^places -o out.vcf - <matrix.tsv
[[ $(positions out.vcf) == '1:2 2:1 ' ]]
convert -r 1 -t 1:1,2 -o out.vcf matrix.tsv
[[ $(positions out.vcf) == '1:1 ' ]]
convert --regions-overlap 0 --targets-overlap pos -t 1:1 -o out.vcf matrix.tsv

fails 1 -r 1 -R places matrix.tsv
fails 1 -t 1 -T places matrix.tsv
fails 1 --regions-overlap record matrix.tsv
fails 1 --targets-overlap 2 matrix.tsv
