# SPDX-License-Identifier: MIT
# samples_chosen_badly - a sample asked for twice, and a choice that leaves none, are usage errors.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\tT_a\tT_b\n1\t5\tA\tA\tC\tC\tC\n' >matrix.tsv
printf 'T\nS\nT\n' >names.txt
for options in '-s T,T' '-s ^T,T' '-S names.txt' '-s S,T,S --force-samples'; do
  refuses 1 $options matrix.tsv
  says twice
done
: >empty.txt
for options in '-s ^T,S' '-s x --force-samples' '-S empty.txt'; do
  refuses 1 $options matrix.tsv
  says 'no sample is left'
done
