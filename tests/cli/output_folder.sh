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

# One that may be written but not listed, as a drop box is, cannot be synced by itself.
if ((EUID == 0)) && command -v setpriv >/dev/null && cp "$M2V" tool 2>/dev/null; then
  chmod 755 . .. tool
  mkdir -m 1733 drop
  cp "$TEST_DATA/cells.tsv" matrix.tsv
  if setpriv --reuid=65534 --regid=65534 --clear-groups ./tool -q matrix.tsv >/dev/null 2>&1; then
    setpriv --reuid=65534 --regid=65534 --clear-groups ./tool -o drop/out.vcf.gz matrix.tsv 2>"$err"
    grep -x 'Done: drop/out.vcf.gz' "$err"
    bcftools index -n drop/out.vcf.gz >/dev/null
  fi
fi
