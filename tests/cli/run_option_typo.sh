# SPDX-License-Identifier: MIT
# run_option_typo - a mistyped option is a usage error that names the nearest one.
. "$(dirname "$0")/common.sh"

while read -r typo meant; do
  fails 1 "$typo" "$TEST_DATA/cells.tsv"
  says "$typo" 'hint: ' "$meant"
done <<'END'
--treads --threads
--hedaer --header
--haplod --haploid
--no-vresion --no-version
--phase_tag --phase-tag
--misssing-to-ref --missing-to-ref
END
fails 1 -y "$TEST_DATA/cells.tsv"
says -y
fails 1 "$TEST_DATA/cells.tsv" -o
says -o
