# SPDX-License-Identifier: MIT
# many_columns - a header of a million tabs, and 2^24 columns: refused with a clear word, or converted, in bounded memory
# and soon. LONG=1 converts 2^24 columns, too.
. "$(dirname "$0")/../cli/common.sh"

{ printf 'CHROM\tPOS\tREF'; head -c 1000000 /dev/zero | tr '\0' '\t'; echo; } >tabs.tsv
for way in tabs.tsv '-H tabs.tsv rows.tsv'; do
  printf '1\t5\tA\tA\n' >rows.tsv
  status=0
  (ulimit -v 1000000; exec timeout 60 "$M2V" -o out.vcf.gz --threads 2 $way 2>"$err") || status=$?
  ((status == 3))
  says tabs.tsv:1 'column 4'
  (($(wc -c <"$err") < 2000))
done

# 2^24 haploid samples are one more than BCF holds; their row is 32 MiB.
columns=$((1 << 24))
{ printf '1\t5\tA\tC\t'; { yes A || true; } 2>/dev/null | head -n $((columns - 1)) | paste -sd '\t'; } >row.tsv
(($(wc -c <row.tsv) == 6 + 2 * columns))
status=0
(ulimit -v 8000000; exec timeout 1200 "$M2V" --headerless --haploid -o out.bcf row.tsv 2>"$err") || status=$?
((status == 3))
says 'BCF holds at most 16777215 samples' 'hint: '
[[ ! -e out.bcf ]]

[[ ${LONG:-} ]] || exit 0
(ulimit -v 12000000; exec timeout 1200 "$M2V" --headerless --haploid --no-version --phase-tag none -o out.vcf row.tsv 2>"$err")
tail -n 1 out.vcf | cut -f 1-12 | is $'1\t5\t.\tA\tC\t.\t.\tAC=1;AN=16777216\tGT\t1\t0\t0'
(($(tail -n 1 out.vcf | wc -c) == $(printf '1\t5\t.\tA\tC\t.\t.\tAC=1;AN=16777216\tGT\n' | wc -c) + 2 * columns))
