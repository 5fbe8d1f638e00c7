# SPDX-License-Identifier: MIT
# table_columns - -O t writes the haplotype table: contig pos ref alt, and PI and PG_al of each sample.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF 10a 10b 3a 3b
x:1 5 A A C N N
x:1 6 A AC A A A
x:1 7 A A A A A
x:1 8 A A - T .
END
convert -O t matrix.tsv | is "$(tsv <<'END'
contig pos ref alt 10_PI 10_PG_al 3_PI 3_PG_al
x:1 5 A C x:1 A|C . .
x:1 6 A AC x:1 AC|A x:1 A|A
x:1 8 A -,T x:1 A|- . .
END
)"
