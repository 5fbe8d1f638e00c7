# SPDX-License-Identifier: MIT
# seed_case - the case README walks through: matrix, names in a file of their own, pairs that are no neighbours.
. "$(dirname "$0")/common.sh"

convert -H "$TEST_DATA/seed_header.txt" -p "$TEST_DATA/seed_pairs.txt" -o out.vcf.gz "$TEST_DATA/seed.tsv"

bcftools view -H out.vcf.gz | is "$(bcftools view -H "$TEST_DATA/seed.vcf")"
bcftools query -l out.vcf.gz | is $'10\n3'
tabix out.vcf.gz 2:18-20 | cut -f 2,10,11 | is $'19\t0|0:2\t0|1:2'
