# SPDX-License-Identifier: MIT
# output_symlink - a symlink is resolved: what it points to is written, and it stays a symlink.
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
