# SPDX-License-Identifier: MIT
# samples_chosen_unknown - an unknown name in -s or -S is a usage error; --force-samples makes it a warning.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS1_a\tS1_b\tT_a\tT_b\n1\t5\tA\tA\tC\tC\tC\n' >matrix.tsv
printf 'T\nS9\n' >names.txt
for options in '-s T,S9' '-s ^S9' '-S names.txt' '-S ^names.txt'; do
  refuses 1 $options matrix.tsv
  says '"S9"' 'hint: ' --force-samples
done
refuses 1 -s S1_a matrix.tsv    # a column is no sample
refuses 1 -s T,,S1 matrix.tsv
refuses 1 -s ^ matrix.tsv

for options in '-s T,S9' '-s S9,S9,T' '-s ^S1,S9' '-S names.txt'; do
  convert $options --force-samples -o out.vcf matrix.tsv
  bcftools query -l out.vcf | is T
  grep -E '^Warning: .*S9' "$err"
done
convert -s ^S9 --force-samples matrix.tsv | bcftools query -l | is $'S1\nT'
