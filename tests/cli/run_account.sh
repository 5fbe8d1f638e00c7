# SPDX-License-Identifier: MIT
# run_account - the account: a line a contig, totals that add up, memory and time, and Done: FILE last.
. "$(dirname "$0")/common.sh"

awk 'BEGIN {
  print "CHROM\tPOS\tREF\tS_a\tS_b"
  for (row = 1; row <= 37; ++row) print "left\t" row "\tA\tA\t" (row <= 23 ? "C" : "A")
  for (row = 1; row <= 41; ++row) print "right\t" row "\tA\tN\t" (row <= 6 ? "C" : "A")
}' >matrix.tsv
convert -o out.vcf.gz matrix.tsv
grep -E '\bleft\b.*\b37\b.*\b23\b' "$err"
grep -E '\bright\b.*\b41\b.*\b6\b' "$err"
grep -E '\b78\b.*\b29\b.*\b49\b' "$err"      # rows = written + invariant
grep -iE '\b6\b.*missing|missing.*\b6\b' "$err"
grep -iE 'memory.*MiB|MiB.*memory' "$err"
tail -n 1 "$err" | is 'Done: out.vcf.gz'
