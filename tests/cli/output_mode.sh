# SPDX-License-Identifier: MIT
# output_mode - a new file has the mode that umask leaves, a replaced one keeps its own.
. "$(dirname "$0")/common.sh"

mode() { stat -c %a "$1"; }
umask 027
convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
mode out.vcf.gz | is 640
mode out.vcf.gz.tbi | is 640

chmod 604 out.vcf.gz
convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
mode out.vcf.gz | is 604
mode out.vcf.gz.tbi | is 640

# So does its index, and one that is new beside old data has their mode.
chmod 600 out.vcf.gz.tbi
convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
mode out.vcf.gz.tbi | is 600
rm out.vcf.gz.tbi
convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
mode out.vcf.gz.tbi | is 604

# What umask takes from the owner is not needed while the files are made: of a pipe the index is made from the file.
for mask in 0277 0777; do
  umask $mask
  for input in "$TEST_DATA/cells.tsv" -; do
    convert -o new.vcf.gz "$input" <"$TEST_DATA/cells.tsv"
    mode new.vcf.gz | is "$([[ $mask = 0277 ]] && echo 400 || echo 0)"
    mode new.vcf.gz.tbi | is "$(mode new.vcf.gz)"
    rm -f new.vcf.gz*
  done
done
