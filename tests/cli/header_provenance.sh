# SPDX-License-Identifier: MIT
# header_provenance - version and command stand in the header, without the options that change no byte.
. "$(dirname "$0")/common.sh"

convert --threads 2 -q -Ov "$TEST_DATA/cells.tsv" >out.vcf
grep -c '^##matrix2vcf_Version=[0-9]' out.vcf | is 1
grep '^##matrix2vcf_Command=' out.vcf >command
grep '^##matrix2vcf_Command=matrix2vcf .*-Ov .*cells.tsv; Date=' command
if grep -E -e '--threads| 2 | -q' command; then exit 1; fi
for threads in --threads=3 '--threads 3' '--thr 3'; do
  convert $threads --quiet "$TEST_DATA/cells.tsv" | grep '^##matrix2vcf_Command=' >command
  if grep -E -e '--th|[= ]3|--quiet' command; then exit 1; fi
done

convert --no-version "$TEST_DATA/cells.tsv" >out.vcf
if grep matrix2vcf out.vcf; then exit 1; fi
