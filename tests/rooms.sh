#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Who may include whom (design, "Rooms"): sites, encode and compress are pure, only cli and plugin face the user, and the
# public headers show nothing of htslib. Usage: rooms.sh SOURCE_DIR
set -euo pipefail
cd "$1"
failed=0

# forbid WHAT WHERE...: no file in WHERE includes a header that matches WHAT
forbid() {
  local what=$1
  shift
  if grep -rnE "#include [<\"]($what)" "$@"; then
    echo "rooms: $* must not include $what" >&2
    failed=1
  fi
}

forbid 'htslib/|zlib|libdeflate' include
forbid 'htslib/|unistd|fcntl|sys/|iostream|fstream|cstdio|thread|mutex|atomic|read/|write/|cli/' src/sites src/encode src/compress
forbid 'compress/|encode/' src/sites
forbid 'compress/' src/encode
forbid 'cli/|iostream|cstdio' src/read src/write src/*.cpp src/*.hpp
forbid 'read/(layout|head|blocks|contigs)|pipeline|collector' src/write
grep -rn 'exit(\|abort(' src --include=*.cpp && { echo "rooms: the library never exits" >&2; failed=1; }
exit $failed
