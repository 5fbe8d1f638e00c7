# SPDX-License-Identifier: MIT
# run_lone_dashes - a lone -- before options is skipped, as in "bcftools +name FILE -- OPTIONS".
. "$(dirname "$0")/common.sh"

cp "$TEST_DATA/cells.tsv" matrix.tsv
convert --no-version --phase-tag none matrix.tsv >expected.vcf
convert matrix.tsv -- --no-version --phase-tag none | cmp - expected.vcf
convert -- --no-version --phase-tag none matrix.tsv | cmp - expected.vcf
plugin matrix.tsv -- --no-version --phase-tag none | cmp - expected.vcf
