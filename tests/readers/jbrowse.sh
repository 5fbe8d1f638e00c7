#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# jbrowse - js/jbrowse.mjs, in the folder where the packages are.
. "$(dirname "$0")/answer.sh"
packages
exec node "$READERS_JS/jbrowse.mjs" "$@"
