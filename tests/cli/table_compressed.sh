# SPDX-License-Identifier: MIT
# table_compressed - -O tz is the same table in BGZF, also into a name that ends in .gz, without index.
. "$(dirname "$0")/common.sh"

convert -O t -o plain.txt "$TEST_DATA/cells.tsv"
convert -O tz "$TEST_DATA/cells.tsv" | bgzip -dc | cmp - plain.txt
convert -O tz -o table.txt.gz "$TEST_DATA/cells.tsv"
htsfile table.txt.gz | grep -F BGZF
bgzip -dc table.txt.gz | cmp - plain.txt
ls -A | is $'plain.txt\ntable.txt.gz'
