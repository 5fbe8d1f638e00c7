#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# coverage - lines and branches of our own code that the whole test suite reaches; scalar and vector runs count together.
#
#   tests/coverage.sh [BUILD_FOLDER]     (build-coverage)
#
# Fails below 95 % of lines or 90 % of branches (gcovr, branches of exceptions left out), and where an error path that no
# test reaches is not listed in docs/reliability.md. BUILD_FOLDER/coverage.txt has every line that was not reached.
set -euo pipefail
. "$(dirname "$0")/../scripts/lib.sh"
cd "$root"
folder=$(realpath -m "${1:-build-coverage}")

install_build_tools gcovr vcftools plink2
build "$folder" -- -DCMAKE_BUILD_TYPE=Release -DCMAKE_PROJECT_INCLUDE="$root/tests/coverage.cmake"
find "$folder" -name '*.gcda' -delete
# outsider links the installed library with flags of its own; under ulimit -f the counters cannot be written either.
ctest --test-dir "$folder" --output-on-failure --parallel "$(nproc)" --timeout 1500 -E '^outsider|^faults/limit_file_size'

gcovr --root "$root" --filter "$root/src/" --filter "$root/plugin/" --filter "$root/include/" \
  --exclude-throw-branches --exclude-unreachable-branches \
  --json "$folder/coverage.json" --json-summary "$folder/summary.json" --txt "$folder/coverage.txt" \
  --fail-under-line 95 --fail-under-branch 90 "$folder" || low=yes
tail -n 5 "$folder/coverage.txt"
python3 tests/unreached_errors.py "$folder/summary.json" "$folder/coverage.json" docs/reliability.md
[ -z "${low-}" ]
