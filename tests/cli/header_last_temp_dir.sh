# SPDX-License-Identifier: MIT
# header_last_temp_dir - a pipe to stdout without -C keeps its body in --temp-dir, $TMPDIR or /tmp, and says so.
. "$(dirname "$0")/common.sh"

many_rows 300000 >matrix.tsv
convert --no-version matrix.tsv >expected.vcf
mkdir given environment

cat matrix.tsv | convert --no-version --temp-dir given - | cmp - expected.vcf
says given
cat matrix.tsv | TMPDIR=$PWD/environment convert --no-version - | cmp - expected.vcf
says environment
cat matrix.tsv | TMPDIR=$PWD/environment convert --no-version --temp-dir given - | cmp - expected.vcf
says given
ls -A given environment | is $'environment:\n\ngiven:'
