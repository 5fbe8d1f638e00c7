# SPDX-License-Identifier: MIT
# bad_pos_end - a REF that reaches beyond 2^31-2 is refused.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t2147483645\tAC\tAC\tA\n1\t2147483645\tACG\tACG\tA\n' >matrix.tsv
refuses 3 matrix.tsv
says matrix.tsv:3:

head -n 2 matrix.tsv >fits.tsv
convert fits.tsv | bcftools query -f '%POS %REF\n' | is '2147483645 AC'
