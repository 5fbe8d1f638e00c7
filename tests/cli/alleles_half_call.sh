# SPDX-License-Identifier: MIT
# alleles_half_call - half calls are kept and counted; --half-call missing takes the sample as missing.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF a1 a2 b1 b2 c1 c2 c3 d
1 5 A C N A C . A C N
1 6 A C A N N A A A C
1 7 A N A - A N A A A
1 8 A . G A A A A A G
END
tsv >pairs.txt <<'END'
a a1 a2
b b1 b2
c c1 c2 c3
d d
END
for options in '' '--half-call keep' '--half-call missing --half-call keep'; do
  convert -p pairs.txt $options -o kept.vcf matrix.tsv
  bcftools query -f '%POS %AC %AN[ %GT:%PI]\n' kept.vcf | is "$(cat <<'END'
5 3 5 1|.:1 0|1:1 .|0|1:1 .:.
6 2 6 1|0:1 .|.:. 0|0|0:1 1:1
8 2 7 .|1:1 0|0:1 0|0|0:1 1:1
END
)"
  grep -E 'part of their alleles missing.*\b3\b' "$err"   # of the records written: row 7 is none
  grep -E 'missing cells.*\b6\b' "$err"
done

for type in v b; do
  convert -p pairs.txt --half-call missing -O $type -o out matrix.tsv
  bcftools +setGT kept.vcf -- -t q -n . -i 'GT="mis"' 2>/dev/null | bcftools +fill-AN-AC 2>/dev/null |
    bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' | tr / '|' |
    cmp - <(bcftools query -f '%POS %ALT %AC %AN[ %GT]\n' out)
  bcftools query -f '%POS[ %GT:%PI]\n' out | sed -n 1p | is '5 .|.:. 0|1:1 .|.|.:. .:.'
  grep -E 'part of their alleles missing.*\b3\b' "$err"
done
convert -p pairs.txt --half-call missing -0 --no-version matrix.tsv >filled.vcf   # -0 leaves no half call
convert -p pairs.txt -0 --no-version matrix.tsv | cmp - filled.vcf

convert -p pairs.txt -t 1:5 -o out matrix.tsv   # of the records written, again
grep -E 'part of their alleles missing.*\b2\b' "$err"
