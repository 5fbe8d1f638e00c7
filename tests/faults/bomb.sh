# SPDX-License-Identifier: MIT
# bomb - a matrix that unpacks to hundreds of times its size is converted in the memory of any other: 64 MiB with 2
# threads. LONG=1 takes 4 GB of text, else 200 MB.
. "$(dirname "$0")/../cli/common.sh"

rows=2000000
[[ ! ${LONG:-} ]] || rows=40000000
{ printf 'CHROM\tPOS\tREF'; printf '\th%d' {1..48}; echo; } >header.tsv
row=$'1\t5\tA'$(printf '\tA%.0s' {1..48})
{ cat header.tsv; { yes "$row" || true; } 2>/dev/null | head -n $rows; } | gzip -6 >bomb.gz
(($(stat -c %s bomb.gz) * 200 < rows * (${#row} + 1)))
for input in bomb.gz -; do
  convert --haploid --threads 2 --json account.json -o out.vcf.gz $input <bomb.gz
  says "rows read: $rows = 0 written + $rows invariant"
  peak=$(sed -n 's/.*"peak_memory_bytes": \([0-9]*\).*/\1/p' account.json)
  ((peak > 0 && peak < 64 << 20))
done
