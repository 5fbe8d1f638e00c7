# SPDX-License-Identifier: MIT
# samples_chosen_table - -s leaves out a sample that a haplotype table cannot hold; ALT still is that of all columns.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b T_a T_b lone
1 5 A A C A G T
1 6 A A A A A T
END
fails 1 -O t matrix.tsv
fails 1 -O t -s T,lone matrix.tsv
convert -O t -s ^lone,S matrix.tsv | is "$(tsv <<'END'
contig pos ref alt T_PI T_PG_al
1 5 A C,G,T 1 A|G
1 6 A T 1 A|A
END
)"
convert -O t -s T -a matrix.tsv | is "$(tsv <<'END'
contig pos ref alt T_PI T_PG_al
1 5 A G 1 A|G
END
)"
