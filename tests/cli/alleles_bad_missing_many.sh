# SPDX-License-Identifier: MIT
# alleles_bad_missing_many - bad cells in many blocks: the same records as with N in their place, whatever the threads.
. "$(dirname "$0")/common.sh"

letters() {
  awk -v letters="$1" 'BEGIN { FS = OFS = "\t" }
    NR > 1 && NR % 9 == 0 { $(4 + NR % 8) = substr(letters, 1 + NR / 9 % 3, 1) }
    1'
}
many_rows 400000 | letters RYK >matrix.tsv
many_rows 400000 | letters NNN >clean.tsv
convert --no-version -Ou -o expected.bcf clean.tsv
bad=$(tail -n +2 matrix.tsv | grep -c '[RYK]')
for threads in 0 3; do
  convert --no-version -Ou --threads $threads --bad-allele missing -o out.bcf matrix.tsv
  cmp out.bcf expected.bcf
  says "missing: $bad"
done
