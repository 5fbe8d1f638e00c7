#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# sanitizers - runs the tests under a sanitizer, in a build folder of its own: tests/sanitizers.sh asan|tsan|valgrind
# [words for ctest]
#
# asan is ASan, UBSan and LeakSanitizer. Tests that cannot be run so are left out here, by name, with the reason.
# valgrind runs memcheck on the unit tests of an ordinary build.
set -euo pipefail
. "$(dirname "$0")/../scripts/lib.sh"

kind=${1:?usage: tests/sanitizers.sh asan|tsan|valgrind [words for ctest]}
shift
install_build_tools
# The plugin needs a host, bcftools or the test program, that has the sanitizer's runtime too.
export M2V_SANITIZED=yes
plugin='^plugin_test$|^cli/plugin_|^cli/run_lone_dashes$|^outsider$'

case $kind in
  asan)
    flags="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g1 -O1"
    export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:allocator_may_return_null=1
    export UBSAN_OPTIONS=print_stacktrace=1
    ;;
  tsan)
    flags="-fsanitize=thread -fno-omit-frame-pointer -g1 -O1"
    export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
    ;;
  valgrind)
    install valgrind
    build "$root/build-valgrind" m2v_tests matrix2vcf_plugin -- -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS="-g1"
    # Its processor has no AVX-512 or VPCLMULQDQ; plain code is run with it as well.
    exec valgrind --quiet --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect \
      --errors-for-leak-kinds=definite,indirect "$root/build-valgrind/tests/m2v_tests" "$@"
    ;;
  *) echo "sanitizers: $kind is none of asan, tsan, valgrind" >&2; exit 2 ;;
esac

build "$root/build-$kind" -- -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS="$flags" -DCMAKE_CXX_FLAGS_RELEASE=
echo "left out: the plugin in a host without the sanitizer's runtime ($plugin)"
# Memory addresses that are drawn at random may lie where TSan wants its own.
setarch "$(uname -m)" -R ctest --test-dir "$root/build-$kind" --output-on-failure --parallel "$(nproc)" -E "$plugin" "$@"
