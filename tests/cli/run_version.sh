# SPDX-License-Identifier: MIT
# run_version - -V and --version go to standard output and exit 0.
. "$(dirname "$0")/common.sh"

"$M2V" --version >version.txt 2>"$err"
"$M2V" -V | cmp - version.txt
grep -E '^matrix2vcf v?[0-9]+\.[0-9]+' version.txt
is '' <"$err"
