# SPDX-License-Identifier: MIT
# long_line - a line of 14 GB is an error soon after its first GiB, in a few times that much memory: as the first line or
# as a later row, from a pipe; with LONG=1 also from gzip and as a plain file.
. "$(dirname "$0")/../cli/common.sh"

type python3 >/dev/null 2>&1 || skip 'no python3 here, which measures the memory'
cat >limited.py <<'E2'
# Runs a command for five minutes at most; its exit code is ours, but 99 where it took more than 4 GiB.
import resource, subprocess, sys
status = subprocess.run(["timeout", "300"] + sys.argv[1:]).returncode
sys.exit(99 if resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 4 << 20 else status)
E2
tsv <<<'CHROM POS REF a_1 a_2
1 5 A A C' >begin.tsv
echo 1 >contigs.txt
endless() { { cat "$@"; head -c 14G /dev/zero | tr '\0' A; } 2>/dev/null; }

# too_long LINE ARGS...: the run on standard input ends as it should.
too_long() {
  local line=$1 status=0
  shift
  python3 limited.py "$M2V" -q -o out.vcf.gz "$@" 2>"$err" || status=$?
  ((status == 3)) || { echo "  exit $status" >&2; return 1; }
  says ":$line: the line is longer than 1 GiB"
  [[ ! -e out.vcf.gz ]]
}
too_long 1 - < <(endless /dev/null)
too_long 3 -C contigs.txt --threads 4 - < <(endless begin.tsv)

[[ ${LONG:-} ]] || exit 0
too_long 3 - < <(endless begin.tsv)
too_long 3 - < <(endless begin.tsv | gzip -1)
too_long 1 --headerless - < <(endless /dev/null | gzip -1)
cp begin.tsv sparse.tsv
truncate -s 14G sparse.tsv
too_long 3 --threads 4 sparse.tsv
too_long 3 --sort sparse.tsv
