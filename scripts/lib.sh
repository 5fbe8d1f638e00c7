# SPDX-License-Identifier: MIT
# Shared by the scripts: install what is missing, build. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# install PACKAGE...: those that are missing, by apt-get; --no-remove, so that nothing else goes for them.
install() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "installing ${missing[*]}"
  local sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-remove --no-install-recommends "${missing[@]}"
}

install_build_tools() { install g++ make cmake pkg-config libhts-dev libdeflate-dev zlib1g-dev catch2 bcftools tabix python3 "$@"; }

# The readers of others that scripts/verify requires; the tests use those of them that they find.
install_readers() {
  install vcftools plink2 python3-pysam picard-tools chromium
  command -v javac > /dev/null || install default-jdk-headless
  command -v node > /dev/null || install nodejs
  command -v npm > /dev/null || install npm
  local packages=$root/build/readers_js wanted=$root/tests/readers/js
  cmp -s "$wanted/package-lock.json" "$packages/installed.json" && return 0
  mkdir -p "$packages"
  cp "$wanted"/package*.json "$packages"
  (cd "$packages" && npm ci --no-audit --no-fund --ignore-scripts)
  cp "$wanted/package-lock.json" "$packages/installed.json"
}

# build FOLDER TARGET... [-- CMAKE_OPTION...]: configures and builds.
build() {
  local folder=$1 targets=()
  shift
  while [ $# -gt 0 ] && [ "$1" != -- ]; do targets+=("$1"); shift; done
  [ $# -gt 0 ] && shift
  mkdir -p "$folder"
  cmake -S "$root" -B "$folder" "$@" > "$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; return 1; }
  cmake --build "$folder" --parallel "$(nproc)" ${targets[0]+--target "${targets[@]}"}
}
