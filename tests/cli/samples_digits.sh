# SPDX-License-Identifier: MIT
# samples_digits - a digit means a haplotype only after _ . : # and only where it does so in every column.
. "$(dirname "$0")/common.sh"

# Each of these stays as many haploid samples as it has columns.
while read -r columns; do
  tr ' ' '\t' <<<"CHROM POS REF $columns" >matrix.tsv
  tr ' ' '\t' <<<"1 5 A $(sed 's/[^ ]\+/C/g' <<<"$columns")" >>matrix.tsv
  convert matrix.tsv | bcftools query -f '[%SAMPLE=%GT ]\n' | is "$(sed 's/ \|$/=1 /g' <<<"$columns")"
done <<'END'
S1 S2
Kas-1 Kas-2
ind_1 ind_2 ind_3 ind_4
S_1 S_2 T
S_1 S_2 T_1
S_1 S_2 T_1 T_3
END
printf 'CHROM\tPOS\tREF\tS_1\tT_1\tT_2\tS_2\n1\t5\tA\tC\tA\tC\tA\n' >matrix.tsv
convert matrix.tsv | bcftools query -f '[%SAMPLE %GT ]\n' | is 'S 1|0 T 0|1 '
