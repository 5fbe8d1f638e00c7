# SPDX-License-Identifier: MIT
# sort_memory - --sort takes no more memory than --max-mem and a little, though its rows are many times as much.
. "$(dirname "$0")/common.sh"

{ many_rows 1 | head -n 1; many_rows 900000 | tail -n +2 | shuf --random-source=<(yes); } >matrix.tsv
(($(stat -c %s matrix.tsv) > 2 * 8 << 20))
convert --sort --max-mem 8M --threads 2 -C <(printf 'chr%s\n' 1 2 3) -o out.vcf.gz matrix.tsv
bcftools query -f '%CHROM %POS\n' out.vcf.gz | sort -c -k 1,1 -k 2,2n
(($(bcftools index -n out.vcf.gz) > 200000))
peak=$(sed -nE 's/.*peak memory: ([0-9]+)\.[0-9] MiB/\1/p' "$err")
((peak < 8 + 64))
