#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs into an empty folder and builds a stranger's program against it, by CMake package and by pkg-config; the
# installed plugin is the one that bcftools finds. Usage: build.sh BUILD_DIR
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# A DESTDIR install goes below the prefix: the machine's own bcftools folder is left alone.
DESTDIR=$tmp/root cmake --install "$1" --prefix /usr/local > "$tmp/install.log"
prefix=$tmp/root/usr/local
grep -q 'export BCFTOOLS_PLUGINS=/usr/local/libexec/bcftools:' "$tmp/install.log"
BCFTOOLS_PLUGINS=$prefix/libexec/bcftools bcftools plugin -l | grep -qx matrix2vcf

printf 'CHROM\tPOS\tREF\ts_1\ts_2\n1\t5\tA\tA\tC\n1\t6\tA\tA\tA\n' > "$tmp/matrix.tsv"
cmake -S "$here" -B "$tmp/build" -DCMAKE_PREFIX_PATH="$prefix" > "$tmp/cmake.log"
cmake --build "$tmp/build" >> "$tmp/cmake.log"
[ "$("$tmp/build/outsider" "$tmp/matrix.tsv" "$tmp/a.vcf")" = 1 ]

pc=$(find "$prefix" -name matrix2vcf.pc)
flags=$(PKG_CONFIG_PATH=$(dirname "$pc") pkg-config --cflags --libs matrix2vcf)
# shellcheck disable=SC2086
c++ -std=c++20 ${CXXFLAGS-} "$here/main.cpp" $flags -o "$tmp/outsider"
"$tmp/outsider" "$tmp/matrix.tsv" "$tmp/b.vcf" | grep -qx 1
cmp "$tmp/a.vcf" "$tmp/b.vcf"
"$prefix/bin/matrix2vcf" --version | grep -q '^matrix2vcf '
