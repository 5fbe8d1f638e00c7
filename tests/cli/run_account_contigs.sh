# SPDX-License-Identifier: MIT
# run_account_contigs - the account names the first 50 contigs and sums up the rest in one line.
. "$(dirname "$0")/common.sh"

{ printf 'CHROM\tPOS\tREF\tS_a\tS_b\n'; seq -f 'contig%g 5 A A C' 75 | tsv; } >matrix.tsv
convert -o out.vcf matrix.tsv
grep -cE '\bcontig[0-9]+\b' "$err" | is 50
grep -E '\bcontig50\b' "$err"
grep -E '\b25\b.*contigs' "$err"
