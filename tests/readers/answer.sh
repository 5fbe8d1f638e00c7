# SPDX-License-Identifier: MIT
# answer - what the readers' scripts share. Sourced, not run.
#
# A reader is called as READER FILE [CONTIG BEGIN END], in a case's folder, and prints its answer: "samples" and their
# names, then CHROM POS REF ALT GT... of the records of the region, or of all; tab-separated. It exits 77 where it is not
# installed, and 0 only where it had no remark on the file.
set -euo pipefail
export LC_ALL=C

needs() { command -v "$1" > /dev/null || { echo "$1 is not installed" >&2; exit 77; }; }

# VCF text becomes an answer.
answer() {
  awk -F '\t' -v OFS='\t' '
    /^##/ { next }
    /^#CHROM/ { line = "samples" }
    !/^#/ { line = $1 OFS $2 OFS $4 OFS $5 }
    { for (i = 10; i <= NF; ++i) { split($i, part, ":"); line = line OFS part[1] } print line }'
}

# quiet COMMAND...: fails where the command says a word on stderr.
quiet() {
  local said
  said=$("$@" 2>&1 > /dev/null)
  [ -z "$said" ] || { echo "$1 $2: $said" >&2; return 1; }
}

# The folder of the npm packages, READERS_JS, holds our scripts too: node looks for packages beside a script.
packages() {
  needs node
  [ -d "${READERS_JS-}/node_modules/igv" ] || { echo "its npm packages are not installed (scripts/verify does it)" >&2; exit 77; }
  cp "$(dirname "$0")"/js/*.mjs "$READERS_JS"
}
