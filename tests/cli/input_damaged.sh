# SPDX-License-Identifier: MIT
# input_damaged - a wrong CRC, a wrong length and a damaged block are exit 4.
. "$(dirname "$0")/common.sh"

many_rows 10000 >matrix.tsv
gzip -c matrix.tsv >matrix.gz
bgzip -c matrix.tsv >matrix.bgz
# damage FILE OFFSET: that byte of a copy, from its end where OFFSET is negative, becomes another.
damage() {
  local at=$(($2 < 0 ? $(stat -c %s "$1") + $2 : $2))
  local byte
  byte=$(od -An -tu1 -j "$at" -N 1 "$1")
  cp "$1" damaged
  printf "\\x$(printf %x $((byte ^ 255)))" | dd of=damaged bs=1 seek="$at" conv=notrunc status=none
}
for place in 'matrix.gz -8' 'matrix.gz -4' 'matrix.gz 5000' 'matrix.bgz -36' 'matrix.bgz -32' 'matrix.bgz 5000'; do
  damage $place
  refuses 4 damaged
  says damaged
  cat damaged | fails 4 -o new.vcf.gz -
  [[ ! -e new.vcf.gz ]]
done
