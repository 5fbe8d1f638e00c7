# SPDX-License-Identifier: MIT
# alleles_cells - every legal cell: letters in either case, missing, gaps and indels.
. "$(dirname "$0")/common.sh"

convert "$TEST_DATA/cells.tsv" | bcftools view -H | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
