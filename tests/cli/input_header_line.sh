# SPDX-License-Identifier: MIT
# input_header_line - the header line is known by its first two fields, in any case, after any number of ## lines.
. "$(dirname "$0")/common.sh"

for chrom in CHROM '#CHROM' CHR '#chr' Chromosome CONTIG scaffold; do
  for pos in POS Position; do
    printf '##source=x\n##\n%s\t%s\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n' "$chrom" "$pos" >matrix.tsv
    convert matrix.tsv | bcftools query -f '%CHROM %POS %REF %ALT[ %SAMPLE %GT]\n' | is '1 5 A C S 0|1'
  done
done
