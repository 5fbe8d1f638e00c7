# SPDX-License-Identifier: MIT
# table_dialects - --table writes what phase-Extender reads, as its input (extender) or as its --refHap panel: upper-case
# alleles, a gap as *, '.' in both columns where an allele is missing, one PI in a contig.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF 10a 10b 3_a 3_b
2 5 A A c N N
2 6 A AC A A A
2 8 A A - T .
2 9 A - - * T
END
convert -Ot --table extender -p <(printf '10\t10a\t10b\n3\t3_a\t3_b\n') matrix.tsv | is "$(tsv <<'END'
CHROM POS REF all-alleles 10:PI 10:PG_al 3:PI 3:PG_al
2 5 A A,C 2 A|C . .
2 6 A A,AC 2 AC|A 2 A|A
2 8 A A,*,T 2 A|* . .
2 9 A A,*,T 2 *|* 2 *|T
END
)"
convert -Ot --table panel matrix.tsv >panel
is "$(tsv <<'END'
CHROM POS REF ALT 10:PI 10:PG_al 3:PI 3:PG_al
2 5 A C 2 A|C . .
2 6 A AC 2 AC|A 2 A|A
2 8 A *,T 2 A|* . .
2 9 A *,T 2 *|* 2 *|T
END
)" <panel
convert -Otz --table panel -o panel.gz matrix.tsv
bgzip -dc panel.gz | cmp - panel
convert -Ot --table original matrix.tsv | cmp - <(convert -Ot matrix.tsv)
convert -Ot --table extender --all-sites <(printf 'CHROM\tPOS\tREF\tSa\tSb\n1\t5\tt\tT\tT\n') | tail -n 1 |
  is $'1\t5\tT\tT\t1\tT|T'
