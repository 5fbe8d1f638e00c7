# SPDX-License-Identifier: MIT
# alleles_all_sites - --all-sites writes rows without ALT too, with ALT . and INFO AN alone.
. "$(dirname "$0")/common.sh"

tsv >matrix.tsv <<'END'
CHROM POS REF S_a S_b T_a T_b
1 5 A A a A A
1 6 A N . ? -
1 7 C C T C N
1 8 acg ACG N acg ACG
2 8 N A N N N
2 9 N N N N N
END
for type in vcf.gz bcf; do
  convert --all-sites -o out.$type matrix.tsv
  bcftools query -f '%CHROM %POS %REF %ALT %INFO[ %GT:%PI]\n' out.$type | is "$(cat <<'END'
1 5 A . AN=4 0|0:1 0|0:1
1 6 A . AN=0 .|.:. .|.:.
1 7 C T AC=1;AN=3 0|1:1 0|.:1
1 8 ACG . AN=3 0|.:1 0|0:1
2 8 N A AC=1;AN=1 1|.:2 .|.:.
2 9 N . AN=0 .|.:. .|.:.
END
)"
  says '6 = 6 written + 0 invariant'
  bcftools query -r 1:8,2:9 -f '%POS\n' out.$type | is $'8\n9'
done
convert --all-sites -O t matrix.tsv | is "$(tsv <<'END'
contig pos ref alt S_PI S_PG_al T_PI T_PG_al
1 5 A . 1 A|A 1 A|A
1 6 A - . . . .
1 7 C T 1 C|T . .
1 8 ACG . . . 1 ACG|ACG
2 8 N A . . . .
2 9 N . . . . .
END
)"
