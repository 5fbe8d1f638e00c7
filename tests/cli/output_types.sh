# SPDX-License-Identifier: MIT
# output_types - -O v z u b are what they are in bcftools.
. "$(dirname "$0")/common.sh"

kind() { convert -O "$1" "$TEST_DATA/cells.tsv" >file; htsfile file | cut -f 2; }
kind v | grep -E 'VCF version 4.2 variant calling text'
kind z | grep -E 'VCF version 4.2 BGZF-compressed'
kind b | grep -E 'BCF version 2.2 compressed'
kind u | grep -E 'BCF version 2.2 variant calling data|BCF version 2.2 uncompressed'
[[ $(head -c 3 file) == BCF ]]
