# SPDX-License-Identifier: MIT
# run_json_not_written - an account that cannot be written is exit 5, and the error says that the output is complete.
. "$(dirname "$0")/common.sh"

fails 5 --json /dev/full -o out.vcf.gz "$TEST_DATA/cells.tsv"
says 'Error: out.vcf.gz is complete, but the account is not: could not write /dev/full' 'hint: free some space'
bcftools view -H out.vcf.gz | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
ls -A | is $'out.vcf.gz\nout.vcf.gz.tbi'

fails 5 --json /dev/full "$TEST_DATA/cells.tsv"
says 'Error: standard output is complete, but the account is not'
