# SPDX-License-Identifier: MIT
# output_mode - a new file has the mode that umask leaves, a replaced one keeps its own.
. "$(dirname "$0")/common.sh"

mode() { stat -c %a "$1"; }
umask 027
convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
mode out.vcf.gz | is 640
mode out.vcf.gz.tbi | is 640

chmod 604 out.vcf.gz
convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
mode out.vcf.gz | is 604
