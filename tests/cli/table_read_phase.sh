# SPDX-License-Identifier: MIT
# table_read_phase - PI of a table stands as it is, with % and : encoded; PS is PI where that is a whole number.
. "$(dirname "$0")/common.sh"

tsv >table <<'END'
CHROM POS REF ALT a:PI a:PG_al b:PI b:PG_al
2 5 A C 1.0 A|C 300 C|C
2 6 A C 2 A|C . A|C
2 7 A C 1 . 7 .|C
2 8 A C 70000 A|C 7 C|C
END
for type in v z b u; do
  convert --format table -O$type --phase-tag PI,PS table | bcftools query -f '%POS[ %GT:%PI:%PS]\n' | is '5 0|1:1.0:1 1|1:300:300
6 0|1:2:2 0|1:.:.
7 .|.:.:. .|1:7:7
8 0|1:70000:70000 1|1:7:7'
done
convert --format table --phase-tag PS table | bcftools query -f '%POS[ %PS]\n' | is $'5 1 300\n6 2 .\n7 . 7\n8 70000 7'
convert --format table --phase-tag none table | bcftools query -f '%FORMAT\n' | cut -f 1 | sort -u | is GT

tsv >text <<'END'
CHROM POS REF ALT a:PI a:PG_al
2 5 A C 3 A|C
2 6 A C 2_14690003 A|C
2 7 A C HLA:1%3A A|C
END
convert --format table text | bcftools query -f '[%PI]\n' | is $'3\n2_14690003\nHLA%3A1%253A'
convert --format table -Ob text | bcftools query -f '[%PI]\n' | is $'3\n2_14690003\nHLA%3A1%253A'
convert --format table -Ot --table panel text | cmp - text
for tags in PS PI,PS; do
  refuses 3 --format table --phase-tag $tags text
  says 'text:3: column 5 (a:PI): ' '"2_14690003"' 'hint: PI holds any text: --phase-tag PI'
done
convert --format table --phase-tag PS -Ot --table panel text | cmp - text  # a table has no PS

# Where no allele is called there is no phase, whatever stands in PI.
for genotype in . ./. '.|N' '-|-'; do
  printf 'CHROM\tPOS\tREF\tALT\ta:PI\ta:PG_al\tb:PI\tb:PG_al\n1\t1\tA\tC\tNA\t%s\t5\tA|C\n' "$genotype" >text
  convert --format table --phase-tag PS text | bcftools query -f '[%PS ]\n' | is '. 5 '
done
refuses 3 --format table --gap star --phase-tag PS text
says 'text:2: column 5 (a:PI): '
