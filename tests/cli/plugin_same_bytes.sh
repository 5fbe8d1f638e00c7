# SPDX-License-Identifier: MIT
# plugin_same_bytes - the plugin gives the same bytes, index and messages as the tool.
. "$(dirname "$0")/common.sh"

many_rows 300000 >matrix.tsv
mkdir tool plugin
for type in vcf.gz bcf; do
  for threads in 0 2; do
    convert --no-version --threads $threads -o tool/out.$type matrix.tsv
    plugin --no-version --threads $threads -o plugin/out.$type matrix.tsv
  done
done
diff -r tool plugin
options='-s ^x -a --all-sites --bad-allele missing --half-call missing --haploid2diploid --zero-based'
plugin --no-version $options -Oz matrix.tsv | cmp - <(convert --no-version $options -Oz matrix.tsv)
cat matrix.tsv | plugin --no-version -Oz - | cmp - tool/out.vcf.gz

convert --no-version "$TEST_DATA/cells.tsv" >/dev/null
sed -E 's/[0-9.]+ (s|MiB)//g' "$err" >words
plugin --no-version "$TEST_DATA/cells.tsv" >/dev/null
sed -E 's/[0-9.]+ (s|MiB)//g' "$err" | diff - words
