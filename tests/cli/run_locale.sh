# SPDX-License-Identifier: MIT
# run_locale - the locale of the user changes no byte.
. "$(dirname "$0")/common.sh"

locales=$(locale -a | grep -vE '^(C|POSIX)' | head -n 3 || true)
convert --no-version "$TEST_DATA/cells.tsv" >expected.vcf
for name in C.UTF-8 $locales; do
  LC_ALL=$name LANG=$name convert --no-version "$TEST_DATA/cells.tsv" | cmp - expected.vcf
done
