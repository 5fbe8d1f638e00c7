# SPDX-License-Identifier: MIT
# samples_pairs_file - a pairs file gives name, order and ploidy; a column that it does not name is no sample.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF a b c d e f g h i j k l
1 5 A A C G T A C G T A A C T
1 6 A A A A A A A A A A A A T
END
tsv >pairs.txt <<'END'
two k e
one b
eight j i h g f d c a
END
convert -p pairs.txt -o out.vcf matrix.tsv
bcftools query -f '%POS %ALT[ %SAMPLE %GT]\n' out.vcf | is '5 C,G,T two 1|0 one 1 eight 0|0|3|2|1|3|2|0'
