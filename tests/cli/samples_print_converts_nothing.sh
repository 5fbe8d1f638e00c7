# SPDX-License-Identifier: MIT
# samples_print_converts_nothing - --print-samples leaves the output file alone.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\nnot even a row\n' >matrix.tsv
echo old >old.vcf.gz
convert --print-samples -o old.vcf.gz matrix.tsv | is $'S\tS_a\tS_b'
is old <old.vcf.gz
convert --print-samples --haploid matrix.tsv | is $'S_a\tS_a\nS_b\tS_b'
ls -A | is $'matrix.tsv\nold.vcf.gz'
