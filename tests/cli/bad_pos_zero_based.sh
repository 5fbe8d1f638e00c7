# SPDX-License-Identifier: MIT
# bad_pos_zero_based - with --zero-based POS is 0 to 2^31-3; messages show the numbers of the file; POS 0 hints at it.
. "$(dirname "$0")/common.sh"

for pos in 2147483646 2147483647 -1 -0 12x '' 4294967295 18446744073709551615; do
  printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t5\tA\tA\tC\n1\t%s\tA\tA\tC\n' "$pos" >matrix.tsv
  refuses 3 --zero-based matrix.tsv
  says 'matrix.tsv:3: column 2 (POS)' "$pos" 'from 0 to 2147483645'
done
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t2147483645\tAC\tA\tC\n' >matrix.tsv
refuses 3 --zero-based matrix.tsv
says matrix.tsv:2: 2147483645
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t10\tA\tA\tC\n1\t0\tA\tA\tC\n' >matrix.tsv
refuses 3 --zero-based matrix.tsv
says matrix.tsv:3: 'POS 0 comes after POS 10 of line 2'
printf '1\t10\n' >contigs.txt
refuses 3 --zero-based -C contigs.txt matrix.tsv   # base 11 of 10
says matrix.tsv:2: '"10"'
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t9\tA\tA\tC\n' | convert --zero-based -C contigs.txt - |
  bcftools query -f '%POS\n' | is 10

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t0\tA\tA\tC\n' >matrix.tsv
refuses 3 matrix.tsv
says 'from 1 to 2147483646' 'hint: ' --zero-based
