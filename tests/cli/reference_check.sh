# SPDX-License-Identifier: MIT
# reference_check - -f gives contigs, lengths and ##reference; REF is held against it: error, warn, exclude, swap; an N is
# filled. bcftools norm -c e agrees with what is written.
. "$(dirname "$0")/common.sh"

printf '>1 one\nACgT\nNGAC\n>2\nTTTT\n' >g.fa
tsv <<<'CHROM POS REF x_a x_b
1 1 A A C
1 2 N C G
1 3 T T G
1 5 N A C
1 6 G A G
1 7 AC A AC
2 4 t T A' >matrix.tsv
rows() { bcftools query -f '%CHROM:%POS %REF %ALT[ %GT]\n' "$1"; }

convert -f g.fa --check-ref x -o out.vcf matrix.tsv
says 'made the index g.fa.fai'
refuses 3 -f g.fa matrix.tsv
says matrix.tsv:4: 'column 3 (REF)' '"T"' '"G"' 'hint: '
convert -f g.fa --check-ref w -o out.vcf.gz matrix.tsv
says 'Warning: 1 row'
rows out.vcf.gz | sed -n 2,3p | is '1:2 C G 0|1
1:3 T G 0|1'
bcftools view -h out.vcf.gz | grep -x '##contig=<ID=1,length=8>'
bcftools view -h out.vcf.gz | grep -x '##reference=file://g.fa'
convert -f g.fa --check-ref x -o out.vcf.gz matrix.tsv
says '1 that do not match the reference'
if rows out.vcf.gz | grep '^1:3 '; then exit 1; fi
convert -f g.fa --check-ref s -o out.vcf.gz matrix.tsv
rows out.vcf.gz | sed -n 3p | is '1:3 G T 1|0'
bcftools norm -c e -f g.fa out.vcf.gz >/dev/null

# A BGZF reference, and one whose index is there; a contig that it lacks; past a contig's end.
bgzip -c g.fa >g.fa.gz
convert -f g.fa.gz --check-ref s --no-version -o out2.vcf.gz matrix.tsv
bcftools view -H out2.vcf.gz | cmp - <(bcftools view -H out.vcf.gz)
tsv <<<'CHROM POS REF x
3 1 A C' >other.tsv
refuses 3 -f g.fa other.tsv
says other.tsv:2: '"3"' g.fa
printf '3\n1\n2\n' >with_3
refuses 3 -f g.fa -C with_3 other.tsv
says 'g.fa has no contig "3"' 'hint: '
tsv <<<'CHROM POS REF x
2 4 TT A' >long.tsv
refuses 3 -f g.fa long.tsv
says long.tsv:2:
tsv <<<'CHROM POS REF x
1 2 nT A' >filled.tsv
refuses 3 -f g.fa filled.tsv
says filled.tsv:2: 'REF is "nT"' '"CG"'
refuses 4 -f missing.fa matrix.tsv

# -C gives the order, and may leave the lengths to the reference.
printf '2\n1\t8\nother\n' >list
convert -f g.fa -C list --check-ref s --sort -o out.vcf matrix.tsv
bcftools view -h out.vcf | grep '^##contig' | is '##contig=<ID=2,length=4>
##contig=<ID=1,length=8>
##contig=<ID=other>'
bcftools norm -c e -f g.fa out.vcf >/dev/null 2>&1
refuses 3 -f g.fa -C list long.tsv
says long.tsv:2: 'the end of its contig, of 4 bases in g.fa'
printf '1\t9\n2\n' >list
refuses 3 -f g.fa -C list matrix.tsv
says '"1" has 9 bases in list and 8 in g.fa' 'hint: '
refuses 1 --check-ref w matrix.tsv
refuses 1 -f g.fa --check-ref q matrix.tsv

# An index that cannot be made beside the reference, whose name is as long as a name can be, or be put in its place.
long=$(printf 'g%.0s' {1..252})
printf '>1\nACGT\n' >$long
refuses 4 -f $long matrix.tsv
says 'none could be made beside it' 'hint: '
printf '>1\nACGT\n' >alone.fa
mkdir alone.fa.fai
refuses 4 -f alone.fa matrix.tsv
