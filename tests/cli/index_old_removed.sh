# SPDX-License-Identifier: MIT
# index_old_removed - the old .tbi and .csi of the output go, whichever index is written.
. "$(dirname "$0")/common.sh"

leaves() {
  echo old >out.vcf.gz; echo old >out.vcf.gz.tbi; echo old >out.vcf.gz.csi
  convert "$@" -o out.vcf.gz "$TEST_DATA/cells.tsv"
  ls -A
}
leaves | is $'out.vcf.gz\nout.vcf.gz.tbi'
leaves -W=csi | is $'out.vcf.gz\nout.vcf.gz.csi'
leaves --no-index | is out.vcf.gz
