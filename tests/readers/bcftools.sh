#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# bcftools - view, index, query, norm -c e, stats; htslib's reading of the file, and its index.
. "$(dirname "$0")/answer.sh"
needs bcftools
file=$1

if [ $# -gt 1 ]; then
  bcftools view -r "$2:$3-$4" --no-version "$file" | answer
  exit
fi
quiet bcftools view -c 0 "$file"
quiet bcftools query -f '%CHROM[\t%GT]\n' "$file"
records=$(bcftools view -H "$file" | wc -l)
[ "$(bcftools stats "$file" | awk -F '\t' '/^SN.*number of records/ { print $4 }')" = "$records" ]
# -c e: an error where REF is not the reference's.
[ ! -e reference.fa ] || bcftools norm -c e -f reference.fa -Ou -o norm.bcf "$file" 2> /dev/null
case $file in
  *.gz | *.bcf)
    [ "$(bcftools index -n "$file")" = "$records" ]
    # bcftools finds the same records by an index that it makes itself.
    cp "$file" copy
    bcftools index -f "$([[ -e $file.tbi ]] && echo -t || echo -c)" copy
    for contig in $(bcftools query -f '%CHROM\n' "$file" | uniq | head -n 20); do
      diff <(bcftools view -H -r "$contig" "$file" 2>&1) <(bcftools view -H -r "$contig" copy 2>&1) >&2
    done
    rm copy*
    ;;
esac
bcftools view --no-version "$file" | answer
