# SPDX-License-Identifier: MIT
# run_help - -h and --help go to standard output, with every option, and exit 0.
. "$(dirname "$0")/common.sh"

"$M2V" --help >help.txt 2>"$err"
"$M2V" -h | cmp - help.txt
is '' <"$err"
for option in -H --header --headerless -p --pairs --ploidy --haploid --print-samples --gap -0 --missing-to-ref \
  --phase-tag -o --output -O --output-type -W --write-index --no-index --no-version -C --contigs --temp-dir \
  --threads -q --quiet -v --verbosity -h --help -V --version; do
  grep -qE -e "(^|[ ,|])$option\b" help.txt
done
grep -qi '^usage:' help.txt
"$M2V" --help --print-samples | cmp - help.txt
