# SPDX-License-Identifier: MIT
# plain_names - a name that htslib takes for an address, or that looks like an option, is a file's path and nothing else:
# no network, no second file.
. "$(dirname "$0")/../cli/common.sh"

if type strace >/dev/null 2>&1 && strace -o /dev/null true 2>/dev/null; then watch='strace -f -qq -o calls -e trace=socket,connect'; fi
for name in http://localhost/m.tsv https://localhost/m.tsv ftp://localhost/m.tsv s3://bucket/m.tsv gs://bucket/m.tsv \
  data:,CHROM file:m.tsv 'm.tsv##idx##other' -m.tsv; do
  for option in '' -H -p -C -f -S -R -T; do
    : >calls
    status=0
    words=(${option:+"$option"} "$name" ${option:+"$TEST_DATA/cells.tsv"})
    [[ $option || $name != -* ]] || words=("./$name")
    ${watch:-} "$M2V" -o new.vcf.gz "${words[@]}" 2>"$err" || status=$?
    ((status == 4)) || { echo "  exit $status: ${words[*]}" >&2; exit 1; }
    says "Error: " "${name#-}" 'No such file'
    is '' <calls
  done
done
[[ ! -e new.vcf.gz ]]

# The same names of files that there are, as input and as output.
convert --no-version "$TEST_DATA/cells.tsv" >expected.vcf
mkdir -p s3: data:x
for name in s3:m data:,m 'm##idx##o' file:m; do
  cp "$TEST_DATA/cells.tsv" "$name.tsv"
  convert --no-version -o "$name.vcf.gz" "$name.tsv"
  gzip -dc <"$name.vcf.gz" | cmp - expected.vcf
  [[ -s $name.vcf.gz.tbi ]]
done
cp "$TEST_DATA/cells.tsv" ./-x.tsv
convert --no-version -o -x.vcf ./-x.tsv
cmp ./-x.vcf expected.vcf
