# SPDX-License-Identifier: MIT
# stale_index - the index of a BGZF matrix that was made for what it was before, or for another one, and is newer all the
# same, hides no rows: it is told and not used.
. "$(dirname "$0")/../cli/common.sh"

many_rows 30000 >old.tsv
bgzip -c old.tsv >old.tsv.gz
tabix -S 1 -s 1 -b 2 -e 2 old.tsv.gz
tabix -C -S 1 -s 1 -b 2 -e 2 old.tsv.gz
row=$'T\tA\tA\tC\tA\tA\tA\tA\tA'
{ cat old.tsv; printf 'chr3\t%d\t%s\n' 30001 "$row" 30002 "$row"; } >longer.tsv
{ head -n 1 old.tsv; printf 'chr1\t1\t%s\n' "$row" "$row" | sed 's/\tT/\tA/'; tail -n +2 old.tsv; } >earlier.tsv
head -n -2 old.tsv >shorter.tsv
sed 's/^chr1\t\([0-9]*\)5\t/chr1\t\16\t/' old.tsv >other.tsv
{ cat old.tsv; printf 'chr4\t1\t%s\n' "$row"; } >more_contigs.tsv

for name in longer earlier shorter other more_contigs; do
  bgzip -c $name.tsv >$name.tsv.gz
  for suffix in tbi csi; do
    sleep 0.02
    cp old.tsv.gz.$suffix $name.tsv.gz.$suffix
    for region in chr3 chr1:1-10 chr1:9000-9100 chr3:29990-30010; do
      convert --no-version -r $region $name.tsv.gz >got.vcf
      convert --no-version -r $region $name.tsv | cmp - got.vcf
    done
    convert -r chr1:1-10 $name.tsv.gz >got.vcf
    says 'is not used' 'does not fit'
    rm $name.tsv.gz.$suffix
  done
done

# Where it fits it is used: blank lines and more than one EOF block at the end are no rows.
{ bgzip -c old.tsv; printf '\n\n' | bgzip -c; } >ends.tsv.gz
for index in '' -C; do
  tabix $index -S 1 -s 1 -b 2 -e 2 old.tsv.gz -f
  cp old.tsv.gz.$([[ $index ]] && echo csi || echo tbi) ends.tsv.gz.$([[ $index ]] && echo csi || echo tbi)
  for file in old ends; do
    convert --no-version -r chr2:12000-12100 $file.tsv.gz >got.vcf
    if grep 'not used' "$err"; then exit 1; fi
    convert --no-version -r chr2:12000-12100 old.tsv | cmp - got.vcf
  done
  rm *.tsv.gz.tbi *.tsv.gz.csi 2>/dev/null || true
done
