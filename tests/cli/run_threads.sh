# SPDX-License-Identifier: MIT
# run_threads - --threads 0 works in the main thread alone.
. "$(dirname "$0")/common.sh"

type strace >/dev/null 2>&1 && strace -o /dev/null true 2>/dev/null || skip 'no strace here'
many_rows 50000 >matrix.tsv
strace -f -e trace=clone,clone3 -o calls "$M2V" -q --threads 0 -o out.vcf.gz matrix.tsv
if grep -E 'clone3?\(' calls; then exit 1; fi
strace -f -e trace=clone,clone3 -o calls "$M2V" -q --threads 2 -o out.vcf.gz matrix.tsv
grep -E 'clone3?\(' calls
