# SPDX-License-Identifier: MIT
# output_same_input - an output that is one of the inputs, by whatever path, is a usage error, and the input stays.
. "$(dirname "$0")/common.sh"

cp "$TEST_DATA/cells.tsv" matrix.tsv
printf 'S\tS_a\tS_b\n' >pairs.txt
printf 'CHROM\tPOS\tREF\tS_a\tS_b\tT_a\tT_b\n' >header.txt
printf '1\t1000\n' >contigs.txt
ln -s matrix.tsv symlink
ln matrix.tsv hardlink
mkdir folder
for output in matrix.tsv ./matrix.tsv "$PWD/matrix.tsv" folder/../matrix.tsv symlink hardlink \
  pairs.txt header.txt contigs.txt; do
  fails 1 -Ov -H header.txt -p pairs.txt -C contigs.txt -o "$output" matrix.tsv
  says input
done
fails 1 -Ov -o matrix.tsv - <matrix.tsv
status=0
"$M2V" -Ov matrix.tsv >>matrix.tsv 2>"$err" || status=$?
((status == 1))
cmp matrix.tsv "$TEST_DATA/cells.tsv"
is $'S\tS_a\tS_b' <pairs.txt
