# SPDX-License-Identifier: MIT
# phase_tag_declared - the phase tags are declared as what they are, and only where they are written.
. "$(dirname "$0")/common.sh"

formats() {
  convert "$@" "$TEST_DATA/cells.tsv" | bcftools view -h | grep -oE '^##FORMAT=<ID=[^,]*,Number=[^,]*,Type=[^,]*'
}
formats --phase-tag PI,PS | sort | is '##FORMAT=<ID=GT,Number=1,Type=String
##FORMAT=<ID=PI,Number=1,Type=String
##FORMAT=<ID=PS,Number=1,Type=Integer'
formats --phase-tag none | is '##FORMAT=<ID=GT,Number=1,Type=String'
