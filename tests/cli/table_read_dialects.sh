# SPDX-License-Identifier: MIT
# table_read_dialects - the header line tells the dialect; all say the same records. Without a REF column REF is the first
# of all alleles, as phaseRB and VCF-Simplify write them; without any it is N.
. "$(dirname "$0")/common.sh"

# shown OPTIONS...: of the table on standard input
shown() { tsv >table && convert --format table "$@" table | bcftools query -f '%CHROM:%POS %REF %ALT[ %GT:%PI]\n'; }
wanted='2:5 C T,G 0|1:4 1|1:6
2:8 A AT 0|1:4 .|.:.'

shown <<'END' | is "$wanted"
contig pos ref alt a_PI a_PG_al b_x_PI b_x_PG_al
2 5 C T,G 4 C|T 6 T|T
2 8 A AT 4 A|AT . .
END
shown <<'END' | is "$wanted"
contig pos ref all-alleles all-freq a_PI a_PG_al b_PI b_PG_al
2 5 C C,T,G 0.5,0.5,0.0 4 C|T 6 T|T
2 8 A A,AT . 4 A|AT . .
END
shown <<'END' | is "$wanted"
CHROM POS REF ALT a:PI a:PG_al b:PI b:PG_al
2 5 C T,G 4 C|T 6 T|T
2 8 A AT 4 A|AT . .
END
shown <<'END' | is "$wanted"
CHROM POS REF all-alleles a:PI a:PG_al b:PI b:PG_al log2odds pat_hap mat_hap
2 5 C C,T,G 4 C|T 6 T|T 1.5 x y
2 8 A A,AT 4 A|AT . . . . .
END
shown <<'END' | is "$wanted"
CHROM POS all-alleles a:PI a:PG_al b:PI b:PG_al
2 5 C,T,G 4 C|T 6 T|T
2 8 A,AT 4 A|AT . .
END
shown <<'END' | is "$wanted"
CHROM POS RefAndAlts a:PI a:PGal b:PI b:PGal
2 5 C,T,G 4 0|1 6 1|1
2 8 A,AT 4 0|1 . .
END
# VCF-Simplify's unphased genotypes stay unphased
shown <<'END' | is $'2:5 C T,G 0/1:. 1/1:.\n2:8 A AT 0|1:4 0/0:.'
CHROM POS RefAndAlts a:PI a:PGal b:PI b:PGal
2 5 C,T,G . C/T . 1/1
2 8 A,AT 4 0|1 . A/A
END
convert --format table -Ob table | bcftools query -f '[ %GT:%PI]\n' | is $' 0/1:. 1/1:.\n 0|1:4 0/0:.'
convert --format table -Ot --table extender table | tail -n 1 | is $'2\t8\tA\tA,AT\t4\tA|AT\t.\tA/A'
shown <<'END' | is $'2:5 N T 1|.:4'
CHROM POS REF ALT a:PI a:PG_al
2 5 . T 4 T|.
2 5 . . . .
END
shown <<'END' | is '2:5 N C,T 1|2:4 2|2:7'
CHROM POS REF all-alleles a:PI a:PG_al b:PI b:PG_al
2 5 . . 4 C|T 7 T|T
END
