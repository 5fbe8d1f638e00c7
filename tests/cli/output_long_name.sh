# SPDX-License-Identifier: MIT
# output_long_name - a name that leaves no room for .tbi can be written, and what cannot be is told before the run.
. "$(dirname "$0")/common.sh"

# named LENGTH SUFFIX
named() { printf "%0$(($1 - ${#2}))d%s" 0 "$2"; }

for length in 251 252 255; do
  for suffix in .vcf .vcf.gz; do
    name=$(named $length $suffix)
    convert --no-index -o "$name" "$TEST_DATA/cells.tsv"
    ls -A | is "$name"
    bcftools view -H "$name" | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
    rm "$name"
  done
done

# The index is refused before the row is read that is bad.
printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\tx\tA\tA\tC\n' >bad.tsv
for suffix in .vcf.gz .bcf; do
  fails 5 -o "$(named 252 $suffix)" bad.tsv
  says 'could not write the index of' 'hint: ' '--no-index'
done
fails 5 -o "$(named 256 .vcf)" bad.tsv
ls -A | is bad.tsv

name=$(named 251 .vcf.gz)
convert -o "$name" "$TEST_DATA/cells.tsv"
[[ -f $name.tbi ]]
