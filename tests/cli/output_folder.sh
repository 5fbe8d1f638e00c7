# SPDX-License-Identifier: MIT
# output_folder - a folder that is missing or cannot be written to is exit 5, found before the input is read.
. "$(dirname "$0")/common.sh"

for folder in none "$TEST_DATA/cells.tsv" /sys; do
  fails 5 -o "$folder/out.vcf.gz" - </dev/null
  says "$folder"
done

mkdir out.vcf.gz
fails 5 -o out.vcf.gz "$TEST_DATA/cells.tsv"
says out.vcf.gz

if ((EUID != 0)); then
  mkdir -m 555 closed
  fails 5 -o closed/out.vcf.gz "$TEST_DATA/cells.tsv"
  says closed
fi
