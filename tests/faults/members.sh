# SPDX-License-Identifier: MIT
# members - gzip and BGZF of several members: all rows where all is whole (empty members, a gzip member among BGZF blocks,
# zero padding); exit 4 for anything else behind the last one, for a cut at a block's border and for a member that lies.
. "$(dirname "$0")/../cli/common.sh"

many_rows 8000 >matrix.tsv
head -n 4000 matrix.tsv >begin.tsv
tail -n +4001 matrix.tsv >end.tsv
convert --no-version matrix.tsv >expected.vcf
empty() { gzip </dev/null; }
eof() { bgzip </dev/null; }

gives_all() {
  cat >joined
  convert --no-version --threads 0 joined | cmp - expected.vcf
  convert --no-version --threads 3 - <joined | cmp - expected.vcf
}
{ gzip <begin.tsv; empty; gzip -1 <end.tsv; empty; } | gives_all
{ empty; gzip <matrix.tsv; } | gives_all
{ bgzip <begin.tsv; eof; bgzip <end.tsv; } | gives_all
{ bgzip <begin.tsv; gzip <end.tsv; eof; } | gives_all
{ gzip <begin.tsv; bgzip <end.tsv; } | gives_all
{ gzip <matrix.tsv; head -c 5000 /dev/zero; } | gives_all
{ bgzip <matrix.tsv; head -c 200000 /dev/zero; } | gives_all

no_rows_lost() {
  cat >joined
  refuses 4 joined
  fails 4 -o new.vcf.gz - < <(cat joined)
  [[ ! -e new.vcf.gz ]]
}
{ bgzip <begin.tsv; gzip <end.tsv; } | no_rows_lost                    # no EOF block at the end
{ gzip <matrix.tsv; echo more; } | no_rows_lost
{ bgzip <matrix.tsv; cat end.tsv; } | no_rows_lost
{ bgzip <matrix.tsv; head -c 100 /dev/zero; echo x; } | no_rows_lost
{ bgzip <matrix.tsv; printf '\x1f'; } | no_rows_lost
{ gzip <matrix.tsv; printf '\x1f\x8b'; } | no_rows_lost

# Each border of BGZF blocks, where gzip -t finds nothing wrong.
bgzip -c matrix.tsv >matrix.bgz
size=$(stat -c %s matrix.bgz)
at=0
borders=0
while ((at < size - 28)); do
  length=$(od -An -tu2 -j $((at + 16)) -N 2 matrix.bgz)
  ((at += length + 1, borders += 1))
  head -c $at matrix.bgz | no_rows_lost
done
((borders > 3 && at == size - 28))

# lies OFFSET BYTES: the frame's own word at that place is another, which changes no row or is exit 4.
lies() {
  cp matrix.bgz lying
  printf "$2" | dd of=lying bs=1 seek="$1" conv=notrunc status=none
  if "$M2V" -q --no-version -o lying.vcf lying 2>"$err"; then
    cmp lying.vcf expected.vcf
    rm lying.vcf
  else
    says 'Error: lying'
    [[ ! -e lying.vcf ]]
  fi
}
for word in '\x00\x00' '\x01\x00' '\x19\x00' '\xff\xff'; do
  lies 16 "$word"   # BSIZE
  lies 10 "$word"   # XLEN
  lies 14 "$word"   # SLEN of the subfield BC
  lies $((size - 28 - 4)) "$word" # ISIZE of the last block with rows
  lies $((size - 28 - 2)) "$word"
done
