# SPDX-License-Identifier: MIT
# input_unreadable - an input that is missing, a folder, closed or not readable is exit 4.
. "$(dirname "$0")/common.sh"

mkdir folder
for input in none.tsv folder /proc/self/mem; do
  refuses 4 "$input"
  says "$input"
done
refuses 4 -H none.txt "$TEST_DATA/cells.tsv"
says none.txt 'No such file'
refuses 4 -p none.txt "$TEST_DATA/cells.tsv"
says none.txt 'No such file'

if ((EUID != 0)); then
  cp "$TEST_DATA/cells.tsv" closed.tsv
  chmod 000 closed.tsv
  refuses 4 closed.tsv
  says closed.tsv 'Permission denied'
fi
