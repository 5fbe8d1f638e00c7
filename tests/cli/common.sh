# SPDX-License-Identifier: MIT
# common - how every test here starts: strict shell, an empty scratch folder to stand in, the words of the tests.
#
# Given: M2V (the program), PLUGIN_DIR (the folder of matrix2vcf.so), TEST_DATA (test-data/). A test passes with 0, is
# skipped with 77 and a line that says why, and otherwise fails, showing the line that did not hold. What comes out is
# judged by bcftools, tabix and bgzip, by content: Debian's bcftools 1.16 exits 0 on some failed writes, so its exit
# code alone proves nothing.
set -Eeuo pipefail
export LC_ALL=C
self=$(realpath "$0")
M2V=$(realpath "$M2V")
PLUGIN_DIR=$(realpath "$PLUGIN_DIR")
TEST_DATA=$(realpath "$TEST_DATA")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'failed' ERR
unset BCFTOOLS_PLUGINS SOURCE_DATE_EPOCH TMPDIR
mkdir "$tmp/scratch"
cd "$tmp/scratch"
err=$tmp/err   # what the last run said on stderr
out=$tmp/out   # what the last failing run wrote to stdout
: >"$err"

# The line of the test that did not hold, and the words of the program that led there.
failed() {
  ((BASH_SUBSHELL == 0)) || return 0
  local line=${BASH_LINENO[-2]}
  printf 'FAILED %s:%d: %s\n' "${self##*/}" "$line" "$(sed -n "${line}p" "$self")" >&2
  if [[ -s $err ]]; then head -n 20 "$err" | sed 's/^/  stderr: /' >&2; fi
}

skip() { echo "skipped: $1"; exit 77; }

# Text with fields aligned by spaces becomes tab-separated.
tsv() { sed -E 's/ +/\t/g'; }

# A run that has to succeed; what it writes by -o in a test of tests/cli, bcftools and the strict checker must find good.
convert() {
  "$M2V" "$@" 2>"$err" || return
  [[ $self == */cli/* && " $* " != *' --print-samples '* ]] || return 0
  while (($# > 1)); do
    if [[ $1 == -o ]]; then judged "$2"; return; fi
    shift
  done
}

# judged FILE: a VCF or BCF of at most 64 KiB (the checker is slow) that bcftools and the strict checker read without a remark.
judged() {
  [[ -f $1 && $1 =~ \.(vcf|vcf\.gz|vcf\.bgz|bcf)$ && $(stat -Lc %s "$1") -le 65536 ]] || return 0
  bcftools view -c 0 "$1" 2>"$tmp/remarks" >/dev/null
  [[ ! -s $tmp/remarks ]] || { sed 's/^/  bcftools: /' "$tmp/remarks" >&2; return 1; }
  python3 "$(dirname "$self")/../readers/strict_check.py" --regions 20 "$1" >"$tmp/verdict" || { cat "$tmp/verdict" >&2; return 1; }
}

# The plugin, as users call it.
plugin() { BCFTOOLS_PLUGINS=$PLUGIN_DIR bcftools +matrix2vcf "$@" 2>"$err"; }

# Standard input is exactly these lines; '' is none.
is() { diff <(printf '%s' "${1:+$1$'\n'}") - >&2; }

# The last run said each of these on stderr.
says() {
  local text
  for text in "$@"; do
    grep -qF -e "$text" "$err" || { echo "  not said: $text" >&2; return 1; }
  done
}

# fails CODE ARGS...: the run exits with CODE, says so in the house's form, once, and never calls itself done.
fails() {
  local code=$1 status=0
  shift
  "$M2V" "$@" >"$out" 2>"$err" || status=$?
  ((status == code)) || { echo "  exit $status, expected $code: $*" >&2; return 1; }
  (($(grep -c '^Error: ' "$err") == 1)) || { echo "  not exactly one line 'Error: ...': $*" >&2; return 1; }
  if grep '^Done: ' "$err"; then return 1; fi
}

# refuses CODE ARGS...: with -o onto a new name and onto an older file the run fails with CODE, writes nothing to
# stdout, leaves nothing new in the folder, and the older file and its index as they were.
refuses() {
  local code=$1 name before
  shift
  echo old >old.vcf.gz
  echo older >old.vcf.gz.tbi
  before=$(ls -A)
  for name in old.vcf.gz new.vcf.gz; do
    fails "$code" -o "$name" "$@" || return 1
    [[ ! -s $out ]]
    [[ $(ls -A) == "$before" ]] || { echo "  left in the folder:" $(ls -A) >&2; return 1; }
    [[ $(<old.vcf.gz) == old && $(<old.vcf.gz.tbi) == older ]]
  done
}

# many_rows ROWS: a matrix with a header line, 3 contigs, 8 columns (samples w x y z) and a variant in every third row;
# 27 bytes a row and more, so 500,000 rows are several of the program's blocks of text.
many_rows() {
  awk -v rows="$1" 'BEGIN {
    OFS = "\t"
    split("A C G T", base, " ")
    print "CHROM", "POS", "REF", "w_a", "w_b", "x_a", "x_b", "y_a", "y_b", "z_a", "z_b"
    for (row = 0; row < rows; ++row) {
      contig = int(3 * row / rows)
      ref = base[row % 4 + 1]
      alt = row % 3 ? ref : base[(row + row % 7) % 4 + 1]
      print "chr" contig + 1, row + 1, ref, (row % 5 ? ref : alt), ref, (row % 11 ? alt : "N"), ref, \
            (row % 2 ? alt : ref), alt, ref, (row % 13 ? ref : alt)
    }
  }'
}
