# SPDX-License-Identifier: MIT
# table_read - a real haplotype table becomes VCF and BCF, which bcftools turns back into the same rows; and a table in
# one step. Rows without ALT are counted, and written with --all-sites.
. "$(dirname "$0")/common.sh"

real=$TEST_DATA/phase_extender.txt
cut -f1-4,6- "$real" >wanted  # all-freq is not read
back() {
  head -n 1 wanted
  bcftools query -f '%CHROM\t%POS\t%REF\t%REF,%ALT[\t%PI\t%TGT]\n' "$1" | sed -E 's/\t\.\|\./\t./g; s/,\.\t/\t/'
}
for output in out.vcf.gz out.bcf; do
  convert --format table --gap star --all-sites -o $output "$real"
  says '16 diploid samples (MA605, ...), columns that are not read: all-freq' 'rows read: 48 = 48 written'
  back $output | cmp - wanted
done
bcftools view -H -r 5:2464669-2464748 out.vcf.gz | wc -l | is 3
convert --format table -Ot --table extender --all-sites "$real" | cmp - wanted

convert --format table -o some.vcf.gz --gap star "$real"
says 'rows read: 48 = 45 written + 3 invariant'
bcftools view -H -i 'N_ALT > 0' out.vcf.gz | cmp - <(bcftools view -H some.vcf.gz)

# By default a gap is missing, as from a matrix.
bcftools query -i 'ALT = "*"' -f '%POS\n' some.vcf.gz | wc -l | is "$(cut -f 4 "$real" | grep -c '[*]')"
convert --format table "$real" | bcftools query -i 'ALT = "*"' -f '%POS\n' | is ''
convert --format table --threads 0 "$real" --no-version >file.vcf
convert --format table --threads 3 --no-version - <"$real" | cmp - file.vcf
