#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# igv - js/igv.mjs, in the folder where the packages are.
. "$(dirname "$0")/answer.sh"
needs chromium
packages
exec node "$READERS_JS/igv.mjs" "$@"
