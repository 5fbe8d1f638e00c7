# SPDX-License-Identifier: MIT
# names_bytes - a sample, column or contig name with any byte in it is refused, the byte shown escaped, or read back by
# bcftools as it was: no name becomes a second column, line or record.
. "$(dirname "$0")/../cli/common.sh"

byte() { printf "\\x$(printf %02x "$1")"; }
refused() {
  fails 3 -o new.vcf.gz "$@"
  if grep -q '[^[:print:]]' "$err"; then echo "  a raw byte in the message: $*" >&2; return 1; fi
}
tsv <<<'CHROM POS REF c1 c2
1 5 A A C' >matrix.tsv
: >samples
for ((b = 0; b < 256; ++b)); do
  { printf x; byte $b; printf y; } >name
  if ((b >= 32 && b < 127)); then
    { cat name; echo; } >>samples
  else # control bytes, and what is no UTF-8
    { cat name; printf '\tc1\tc2\n'; } >pairs.txt
    refused -p pairs.txt matrix.tsv
    { printf 'CHROM\tPOS\tREF\t'; cat name; printf '\ts_2\n1\t5\tA\tC\tA\n'; } >header.tsv
    refused --haploid header.tsv
  fi
done
printf 'x\xc3\xa9y\n' >>samples
count=$(grep -c . samples)
{ printf 'CHROM\tPOS\tREF\t'; paste -sd '\t' samples; printf '1\t5\tA'; for ((i = 0; i < count; ++i)); do printf '\tC'; done; echo; } >all.tsv
paste samples <(seq -f 'c%g' "$count") >pairs.txt
{ printf 'CHROM\tPOS\tREF\t'; cut -f 2 pairs.txt | paste -sd '\t'; tail -n 1 all.tsv; } >columns.tsv
for way in '--haploid all.tsv' '-p pairs.txt columns.tsv'; do
  for output in out.vcf.gz out.bcf; do
    convert -o $output $way
    bcftools query -l $output | cmp - samples
    (($(bcftools view --no-version $output | grep -vc '^##') == 2))
  done
done

# Contig names: the pattern of VCF 4.3, but no = (htsjdk) and no # in front (tabix).
: >contigs
for ((b = 1; b < 256; ++b)); do
  for place in first middle; do
    { [[ $place == first ]] || printf x; byte $b; printf y; } >name
    if [[ $(byte $b) == [0-9A-Za-z!$%\&+./:\;?@^_\|~-] || ($place == middle && $(byte $b) == [*#]) ]]; then
      { cat name; printf '\t5\tA\tA\tC\n'; } >>contigs
    else
      { printf 'CHROM\tPOS\tREF\tc1\tc2\n'; cat name; printf '\t5\tA\tA\tC\n'; } >contig.tsv
      refused contig.tsv
    fi
  done
done
{ head -n 1 matrix.tsv; cat contigs; } >contigs.tsv
for output in out.vcf.gz out.bcf; do
  convert -o $output contigs.tsv
  bcftools query -f '%CHROM\n' $output | cmp - <(cut -f 1 contigs)
  (($(bcftools view -h $output | grep -c '^##contig') == $(grep -c . contigs)))
done
