# SPDX-License-Identifier: MIT
# samples_chosen_print - --print-samples shows the samples that -s leaves, and a warning of mixed ploidy tells of -s.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tT_a\tT_b\tlone\n1\t5\tA\tA\tC\tC\tC\tC\n' >matrix.tsv
convert --print-samples -s T,S matrix.tsv | is $'T\tT_a\tT_b\nS\tS_a\tS_b'
convert --print-samples -s ^S matrix.tsv | is $'T\tT_a\tT_b\nlone\tlone'

convert -o out.vcf matrix.tsv
grep -F 'Warning: ' "$err"
says '-s ^lone'
convert -s ^lone -o out.vcf matrix.tsv
if grep -F 'Warning: ' "$err"; then exit 1; fi
