# SPDX-License-Identifier: MIT
# run_contradictions - options that contradict each other are a usage error.
. "$(dirname "$0")/common.sh"

printf 'S\tS_a\tS_b\n' >pairs.txt
printf 'S_a\tS_b\tT_a\tT_b\n' >header.txt
for options in '-p pairs.txt --ploidy 2' '-p pairs.txt --haploid' '--haploid --ploidy 2' '-H header.txt --headerless' \
  '--headerless --no-index -W' '-s S -S pairs.txt'; do
  refuses 1 $options "$TEST_DATA/cells.tsv"
done

# Standard input is read once, by -S ^- and -T ^- as by any other -.
for options in '-S ^-' '-T ^-' '-S -' '-T -' '-H -'; do
  refuses 1 $options - <"$TEST_DATA/cells.tsv"
  says 'standard input can be read once only'
done
refuses 1 -S ^- -T ^- "$TEST_DATA/cells.tsv"
