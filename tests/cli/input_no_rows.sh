# SPDX-License-Identifier: MIT
# input_no_rows - a matrix with names but no rows makes a file without records, and a warning.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n' >matrix.tsv
for name in out.vcf.gz out.bcf; do
  convert -o "$name" matrix.tsv
  grep '^Warning: .*no rows' "$err"
  bcftools view -H "$name" | is ''
  bcftools query -l "$name" | is S
done

# Neither names nor rows: there is nothing to tell the samples from.
printf '##a comment\n' >comment.tsv
refuses 3 comment.tsv
says 'comment.tsv has neither a header line nor rows'
