# SPDX-License-Identifier: MIT
# endless_names - a file of names, pairs, contigs, samples or regions that has no end, or unpacks to a thousand times its
# size, is an error once 1 GiB is read, not the end of the memory. LONG=1 tries every option.
. "$(dirname "$0")/../cli/common.sh"

tsv <<<'CHROM POS REF S_a S_b
1 5 A A C' >matrix.tsv
# endless OPTION FILE
endless() {
  local status=0
  (ulimit -v 4000000; exec timeout 300 "$M2V" -q "$1" "$2" -o out.vcf.gz matrix.tsv 2>"$err") || status=$?
  ((status == 3))
  says 'Error: ' "$2" '1 GiB'
}
endless -H /dev/zero
endless -C /dev/zero
if [[ ${LONG:-} ]]; then
  head -c 1200M /dev/zero | gzip -1 >bomb.gz
  for option in -H -p -C -S -R -T; do endless $option bomb.gz; done
  rm bomb.gz
fi
ls -A | is matrix.tsv
