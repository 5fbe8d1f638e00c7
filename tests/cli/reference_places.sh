# SPDX-License-Identifier: MIT
# reference_places - with -r and -t, REF is held against the reference in the rows that are asked for: the others may
# differ, from a file as from a pipe.
. "$(dirname "$0")/common.sh"

printf '>1\nACGTACGT\n' >g.fa
tsv >matrix.tsv <<'END'
CHROM POS REF x_a x_b
1 1 T A C
1 2 C C G
1 3 T G T
1 4 T T A
1 5 G G N
END
convert -f g.fa --check-ref w matrix.tsv >out.vcf
refuses 3 -f g.fa matrix.tsv
says matrix.tsv:2:
for input in matrix.tsv -; do
  for places in '-r 1:2' '-t 1:2' '-t ^1:1,1:3,1:5' '-r 1:2-4 -t 1:2,1:4'; do
    convert -f g.fa $places -o out.vcf "$input" <matrix.tsv
    bcftools query -f '%POS %REF %ALT\n' out.vcf | sed -n 1p | is '2 C G'
    bcftools norm -c e -f g.fa out.vcf >/dev/null 2>&1
    if grep -F "not the reference's" "$err"; then exit 1; fi
  done
  fails 3 -f g.fa -r 1:2-3 "$input" <matrix.tsv
  says ':4: column 3 (REF)'
done
convert -f g.fa --check-ref x -t 1:3-4 -o out.vcf matrix.tsv
says '5 = 1 written + 1 invariant + 2 outside the targets + 1 that do not match the reference'
convert -f g.fa --check-ref w -t 1:3-4 -o out.vcf matrix.tsv
says 'Warning: 1 row whose REF'

# Nor need the reference have the contigs of rows that nobody asks for.
tsv >two.tsv <<'END'
CHROM POS REF x_a x_b
1 2 C C G
2 2 A A T
END
bgzip -c two.tsv >two.gz
printf '1\n2\n' >list
for input in two.tsv two.gz -; do
  for places in '-r 1' '-t 1' '-t ^2'; do
    convert -f g.fa -C list $places -o out.vcf "$input" <two.tsv
    bcftools query -f '%CHROM %POS %REF %ALT\n' out.vcf | is '1 2 C G'
  done
  fails 3 -f g.fa -C list "$input" <two.tsv
done
