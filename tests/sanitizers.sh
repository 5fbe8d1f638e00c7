#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# sanitizers - runs the tests under a sanitizer: tests/sanitizers.sh asan|tsan [words for ctest]
#                                                tests/sanitizers.sh valgrind [files of tests/unit, as pipeline_test]
#
# asan is ASan, UBSan and LeakSanitizer on the whole suite, tsan TSan on the same, in build folders of their own; valgrind
# is memcheck on the unit tests of the ordinary build. No report is suppressed. Tests that cannot be run so, or only with a
# part of the tool, stand here by name, with the reason.
set -euo pipefail
. "$(dirname "$0")/../scripts/lib.sh"

kind=${1:?usage: tests/sanitizers.sh asan|tsan|valgrind [words]}
shift
install_build_tools

if [ "$kind" = valgrind ]; then
  install valgrind
  build "$root/build" m2v_tests -- -DCMAKE_BUILD_TYPE=Release
  export program=$root/build/tests/m2v_tests logs=$root/build/valgrind
  export leaky='an index that cannot be written is an output error'
  export no_memory='memory that cannot be had is an error that names --max-mem'
  echo "left out: \"$leaky\": htslib 1.16 frees no file whose last bytes cannot be written"
  echo "left out: \"$no_memory\": under valgrind a new that fails ends the process"
  rm -rf "$logs"
  mkdir "$logs"
  # memcheck FILE: its test cases; what valgrind or a test says is shown if it is not well.
  memcheck() {
    valgrind --quiet --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect \
      --errors-for-leak-kinds=definite,indirect "$program" --filenames-as-tags "[#$1]~\"$leaky\"~\"$no_memory\"" \
      > "$logs/$1.log" 2>&1 || { cat "$logs/$1.log"; return 1; }
  }
  export -f memcheck
  status=0
  [ $# -gt 0 ] || set -- $(basename -s .cpp "$root"/tests/unit/*_test.cpp)
  printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} bash -c 'memcheck {}' || status=1
  clean=$(cat "$logs"/*.log | awk '/^All tests passed/ { clean += $(NF - 2) } END { print clean + 0 }')
  echo "figure: valgrind: $clean test cases of the unit tests clean, 2 left out"
  exit $status
fi

folder=$root/build-$kind
without=()
apart=()

# left_out REASON NAME...: tests that are not run. eased REASON NAME...: tests that are run with $ease.
left_out() { echo "left out: ${*:2}: $1"; without+=("${@:2}"); }
eased() { echo "with $ease: ${*:2}: $1"; apart+=("${@:2}"); }
# names NAME...: ctest's word for these tests.
names() { local IFS='|'; echo "^($*)\$"; }

case $kind in
  asan)
    flags="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g1 -O1"
    export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:allocator_may_return_null=1
    export UBSAN_OPTIONS=print_stacktrace=1
    ease=$ASAN_OPTIONS:detect_leaks=0:verify_asan_link_order=0:quarantine_size_mb=1
    eased "LeakSanitizer and strace exclude each other" cli/run_threads faults/plain_names faults/two_runs
    eased "htslib 1.16 frees no file whose last bytes cannot be written" faults/fsync_full
    eased "another library is preloaded" faults/planted_link
    eased "it measures memory, and ASan keeps what is freed" cli/sort_memory
    left_out "UBSan looks at an object through a pipe, for which there is no descriptor" faults/limit_descriptors
    ;;
  tsan)
    flags="-fsanitize=thread -fno-omit-frame-pointer -g1 -O1"
    export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
    left_out "TSan itself writes a file at its start" faults/limit_file_size
    left_out "it measures memory, of which TSan takes several times as much" faults/long_line
    ;;
  *) echo "sanitizers: $kind is none of asan, tsan, valgrind" >&2; exit 2 ;;
esac
left_out "under ulimit -v there is no room for a sanitizer's addresses" faults/limit_memory
echo "not built: faults/sweep, faults/kill, faults/signals: their preload library has malloc to itself"
# Where that limit is but a guard it is not set.
ulimit() { [ "$1" = -v ] || builtin ulimit "$@"; }
export -f ulimit

build "$folder" -- -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS="$flags" -DCMAKE_CXX_FLAGS_RELEASE=

# The plugin needs a host with the sanitizer's runtime; bcftools does not free its list of plugins.
mkdir -p "$folder/host"
cat > "$folder/host/bcftools" << END
#!/bin/sh
case \$1 in +*matrix2vcf* | plugin) export LD_PRELOAD=$(g++ -print-file-name=lib$kind.so) ;; esac
if [ "\$1" = plugin ]; then export ASAN_OPTIONS=\$ASAN_OPTIONS:detect_leaks=0; fi
exec $(command -v bcftools) "\$@"
END
chmod +x "$folder/host/bcftools"
export PATH=$folder/host:$PATH CXXFLAGS=$flags

# run WORDS...: ctest; memory drawn at random may lie where TSan wants its own.
run() {
  setarch "$(uname -m)" -R ctest --test-dir "$folder" --output-on-failure --parallel "$(nproc)" --no-tests=ignore "$@" |
    tee -a "$folder/run.log"
}
: > "$folder/run.log"
status=0
run -E "$(names "${without[@]}" "${apart[@]}")" "$@" || status=1
if [ $# -eq 0 ] && [ ${#apart[@]} -gt 0 ]; then ASAN_OPTIONS=$ease run -R "$(names "${apart[@]}")" "$@" || status=1; fi
count() { grep -cE "$1" "$folder/run.log" || true; }
echo "figure: $kind: $(count ' Passed +[0-9]') tests clean, $(count '\*\*\*Failed|\*\*\*Timeout|\*\*\*Exception') not," \
  "$(($(count '\*\*\*Skipped') + ${#without[@]} + 3)) left out"
exit $status
