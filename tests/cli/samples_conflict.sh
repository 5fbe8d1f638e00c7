# SPDX-License-Identifier: MIT
# samples_conflict - names that can be paired in more than one way are an error that proposes --pairs.
. "$(dirname "$0")/common.sh"

for columns in 'S_a S_b S.a' 'S_a S_b S_hap1 S_hap2' 'S_a S_hap2' 'S_a S_b S' 'S_a S_B' 'Sa Sb S_a S_b'; do
  tr ' ' '\t' <<<"CHROM POS REF $columns" >matrix.tsv
  tr ' ' '\t' <<<"1 5 A $(sed 's/[^ ]\+/C/g' <<<"$columns")" >>matrix.tsv
  refuses 3 matrix.tsv
  says '"S' 'hint: ' --pairs
done
