# SPDX-License-Identifier: MIT
# table_read_alleles - ALT alleles as the table lists them, then others in order of appearance; gaps, missing alleles, half
# calls and -s as with a matrix; what is no allele is an error, or missing.
. "$(dirname "$0")/common.sh"

shown() { convert --format table "$@" table | bcftools query -f '%POS %REF %ALT %AC %AN[ %GT]\n'; }
tsv >table <<'END'
CHROM POS REF ALT a:PI a:PG_al b:PI b:PG_al
2 5 a G,T 1 t|c 1 A|A
2 6 A G . . . .
2 7 A *,G 1 *|G 1 A|N
2 8 A . 1 A|A 1 A|A
END
shown | is '5 A G,T,C 0,1,1 4 2|3 0|0
6 A G 0 0 .|. .|.
7 A G 1 2 .|1 0|.'
shown --gap star | sed -n 3p | is '7 A *,G 1,1 3 1|2 0|.'
shown --gap ref | sed -n 3p | is '7 A G 1 3 0|1 0|.'
shown --half-call missing | sed -n 3p | is '7 A G 0 0 .|. .|.'
shown -a | is $'5 A T,C 1,1 4 1|2 0|0\n7 A G 1 2 .|1 0|.'
shown -s b,a | sed -n 1p | is '5 A G,T,C 0,1,1 4 0|0 2|3'
shown -s b | sed -n 1p | is '5 A G,T,C 0,0,0 2 0|0'
shown --zero-based | sed -n 1p | cut -d ' ' -f 1 | is 6

for cell in 'R|A' 'A' 'A|C|G' 'A|3' '<DEL>|A' ''; do
  printf 'CHROM\tPOS\tREF\tALT\ta:PI\ta:PG_al\tb:PI\tb:PG_al\n2\t5\tA\tC\t1\tA|C\t1\t%s\n' "$cell" >table
  refuses 3 --format table table
  says 'table:2: column 8 (b:PG_al): '
  shown --bad-allele missing | cut -d ' ' -f 2,3,6 | is 'A C 0|1'
  says 'taken as missing: 1'
done
printf 'CHROM\tPOS\tREF\tall-alleles\ta:PI\ta:PG_al\n2\t5\tA\tA,<DEL>,C\t1\tA|C\n' >table
refuses 3 --format table table
says 'table:2: column 4 (all-alleles): ' '"<DEL>"'
shown --bad-allele missing | is '5 A C 1 2 0|1'
# Where the list's first allele is REF, it is what is wrong, wherever the list stands.
printf 'CHROM\tPOS\ta:PI\ta:PG_al\tall-alleles\n2\t5\t1\tA|C\tR,C\n' >table
refuses 3 --format table table
says 'table:2: column 5 (all-alleles): ' '"R"'
printf 'CHROM\tPOS\tREF\tall-alleles\ta:PI\ta:PG_al\n2\t5\t.\tR,C\t1\tA|C\n' >table
refuses 3 --format table table
says 'table:2: column 4 (all-alleles): ' '"R"'

# A number is REF though REF is not known.
printf 'CHROM\tPOS\tREF\tALT\ts:PI\ts:PGal\n1\t5\tN\tA\t1\t0|1\n1\t6\tC\tA\t1\t0|1\n' >numbers.tsv
convert --format table numbers.tsv >out.vcf
bcftools query -f '%POS %REF %ALT %AC %AN[ %GT]\n' out.vcf | is $'5 N A 1 2 0|1\n6 C A 1 2 0|1'
printf 'CHROM\tPOS\tALT\ts:PI\ts:PGal\n1\t5\tA\t1\t0|1\n' >numbers.tsv
convert --format table numbers.tsv >out.vcf
bcftools query -f '%POS %REF %ALT %AC %AN[ %GT]\n' out.vcf | is '5 N A 1 2 0|1'

# Nor are its letters an allele where some of its bases are not known: our own table with -0 has them.
printf 'CHROM\tPOS\tREF\tSa\tSb\n1\t1\tAN\tT\tN\n' >matrix.tsv
convert -0 -Ot matrix.tsv >table
tail -n 1 table | is $'1\t1\tAN\tT\t1\tT|AN'
convert --format table table | bcftools query -f '%REF %ALT %AC %AN[ %GT]\n' | is 'AN T 1 2 1|0'
printf 'CHROM\tPOS\tREF\tALT\ta:PI\ta:PGal\n1\t1\tAN\tT\t4\t0|1\n1\t2\tR\tT\t4\t0|1\n' >numbers.tsv
convert --format table --bad-allele missing numbers.tsv | bcftools query -f '%REF %ALT %AC %AN[ %GT]\n' |
  is $'AN T 1 2 0|1\nN T 1 2 0|1'
says 'taken as missing: 1'

# A list that begins with REF makes no ALT of it where the reference has another base.
printf '>1\nACGT\n' >g.fa
printf 'CHROM\tPOS\tREF\tall-alleles\ta:PI\ta:PG_al\n1\t1\tC\tC,A,T\t4\tA|T\n1\t2\tA\tA,C\t4\tC|C\n' >listed.tsv
convert --format table -f g.fa --check-ref s listed.tsv >out.vcf
bcftools query -f '%POS %REF %ALT %AC[ %GT]\n' out.vcf | is '1 A T 1 0|1'
says '1 invariant'
