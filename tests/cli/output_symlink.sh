# SPDX-License-Identifier: MIT
# output_symlink - a symlink is resolved: what it points to is written, and it stays a symlink, without old indexes.
. "$(dirname "$0")/common.sh"

mkdir real
ln -s real/out.vcf.gz link.vcf.gz
for run in 'new file' 'old file'; do
  convert -o link.vcf.gz "$TEST_DATA/cells.tsv"
  [[ -L link.vcf.gz && -f real/out.vcf.gz && ! -L real/out.vcf.gz ]]
  ls -A real | is $'out.vcf.gz\nout.vcf.gz.tbi'
  bcftools view -H link.vcf.gz | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
done
ls -A | is $'link.vcf.gz\nreal'

# An old index beside the link would lose rows in whoever reads through the link; it may be somebody's input, too.
many_rows 3000 >matrix.tsv
convert -o link.vcf.gz "$TEST_DATA/cells.tsv"
for suffix in tbi csi; do
  cp real/out.vcf.gz.tbi link.vcf.gz.$suffix
  convert -o link.vcf.gz matrix.tsv
  ls -A | is $'link.vcf.gz\nmatrix.tsv\nreal'
  printf 'x\tw_a\tw_b\n' >link.vcf.gz.$suffix
  fails 1 -p link.vcf.gz.$suffix -o link.vcf.gz matrix.tsv
  is $'x\tw_a\tw_b' <link.vcf.gz.$suffix
  rm link.vcf.gz.$suffix
done

# So would one beside a link on the way; that may be the name of the account or an input, too.
ln -s link.vcf.gz first.vcf.gz
convert -o first.vcf.gz "$TEST_DATA/cells.tsv"
cp real/out.vcf.gz.tbi link.vcf.gz.tbi
convert -o first.vcf.gz matrix.tsv
ls -A | is $'first.vcf.gz\nlink.vcf.gz\nmatrix.tsv\nreal'
[[ -L first.vcf.gz && -L link.vcf.gz ]]
fails 1 --json link.vcf.gz.tbi -o first.vcf.gz matrix.tsv
printf 'x\tw_a\tw_b\n' >link.vcf.gz.csi
fails 1 -p link.vcf.gz.csi -o first.vcf.gz matrix.tsv
rm first.vcf.gz link.vcf.gz.csi

# A link to the index stays a link to the index.
ln -s real/out.vcf.gz.tbi link.vcf.gz.tbi
convert -o link.vcf.gz matrix.tsv
[[ -L link.vcf.gz.tbi && -f link.vcf.gz.tbi ]]
tabix link.vcf.gz chr1 chr2 chr3 | cmp - <(bcftools view -H link.vcf.gz)
ln -sf elsewhere link.vcf.gz.csi
convert -o link.vcf.gz matrix.tsv
ls -A | is $'link.vcf.gz\nlink.vcf.gz.tbi\nmatrix.tsv\nreal'

# Where the new data do not come, the old index comes back.
rm link.vcf.gz.tbi
cp real/out.vcf.gz.tbi link.vcf.gz.tbi
mkdir link.vcf.gz.csi
fails 5 -o link.vcf.gz "$TEST_DATA/cells.tsv"
cmp link.vcf.gz.tbi real/out.vcf.gz.tbi
