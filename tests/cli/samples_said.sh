# SPDX-License-Identifier: MIT
# samples_said - one line on stderr sums up what samples were formed.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tT_a\tT_b\tU_a\tU_b\n1\t5\tA\tA\tC\tA\tA\tA\tA\n' >matrix.tsv
convert matrix.tsv >out.vcf
grep -E '\b3 .*sample' "$err" | wc -l | is 1

# Columns of samples that -s leaves out are columns of samples; the account says what stderr says.
printf 'CHROM\tPOS\tREF\t3a\t10b\tref2\t3b\t10a\n1\t5\tA\tA\tC\tC\tA\tA\n' >matrix.tsv
printf 'X\tref2\nY\t3a\n' >pairs.txt
for options in '-s 10' '-s ref2 --haploid2diploid' '-p pairs.txt --haploid2diploid'; do
  convert $options --json account.json -o out.vcf matrix.tsv
  told=$(grep 'sample.* (' "$err")
  grep -F "\"$told\"" account.json
  case $options in
    -s*) if grep 'of no sample' "$err"; then exit 1; fi ;;
    *) is '2 haploid samples (X = ref2, ...), 3 columns of no sample' <<<"$told" ;;
  esac
done
