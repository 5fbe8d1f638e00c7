#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# format.sh FOLDER - the C++ files stand as .clang-format says. Other releases of clang-format break lines elsewhere, so
# without Debian's, 14, the test is skipped.
set -euo pipefail
clang-format --version 2> /dev/null | grep -q 'version 14\.' || { echo "skipped: no clang-format 14"; exit 77; }
cd "$1"
find bench include plugin src tests -name '*.[ch]pp' -print0 | xargs -0 clang-format --dry-run -Werror
