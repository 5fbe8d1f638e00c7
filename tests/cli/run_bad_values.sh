# SPDX-License-Identifier: MIT
# run_bad_values - an option value out of its range is a usage error that names option and value.
. "$(dirname "$0")/common.sh"

while read -r option value; do
  fails 1 "$option" "$value" "$TEST_DATA/cells.tsv"
  says "$value"
done <<'END'
-O x
-O z10
-O z-1
-O zz
-O t5x
--gap none
--bad-allele ignore
--half-call ref
--bad-allele Missing
--phase-tag PI,XX
--threads -1
--threads two
--threads 99999999999999999999
--ploidy 2.5
--verbosity loud
END
fails 1 --bad-allele x "$TEST_DATA/cells.tsv"
says 'error or missing'
fails 1 --half-call x "$TEST_DATA/cells.tsv"
says 'keep or missing'
fails 1 --gap x "$TEST_DATA/cells.tsv"
says 'missing, star or ref'
for option in --samples --columns --regions --targets --for; do
  fails 1 "$option" '' "$TEST_DATA/cells.tsv"
  says "$option needs a list"
done
for option in --samples-file --targets-file; do
  for value in '' ^; do
    fails 1 "$option" "$value" "$TEST_DATA/cells.tsv"
    says "$option needs a file name"
  done
done
