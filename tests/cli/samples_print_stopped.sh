# SPDX-License-Identifier: MIT
# samples_print_stopped - the first SIGINT, SIGTERM or SIGHUP ends --print-samples, whether it waits to read or to write.
. "$(dirname "$0")/common.sh"

mkfifo input output
exec 5<>input 6<>output

# The run has begun to catch signals: before that any signal ends it.
catches() { [[ /proc/$1/exe -ef $M2V ]] && ((0x$(sed -n 's/^SigCgt:\s*//p' "/proc/$1/status") & 1 << 14)); }
# There is something to read, which nobody does.
stalls() { read -r -t 0 -u 6; }

# stopped SIGNAL CODE READY ARGS...: the signal is sent once `READY PID` holds, and nothing else ends the run.
stopped() {
  local signal=$1 code=$2 ready=$3 status=0
  shift 3
  env --default-signal=INT "$M2V" --print-samples "$@" <input >output 2>"$err" &
  local run=$!
  for _ in {1..1500}; do ! "$ready" "$run" || break; sleep 0.02; done
  "$ready" "$run"
  kill -s "$signal" "$run"
  for _ in {1..1500}; do kill -0 "$run" 2>/dev/null || break; sleep 0.02; done
  kill -KILL "$run" 2>/dev/null || true
  wait "$run" || status=$?
  ((status == code)) || { echo "  exit $status after SIG$signal, expected $code" >&2; return 1; }
}

stopped TERM 143 catches -
stopped INT 130 catches -
stopped HUP 129 catches -H - "$TEST_DATA/cells.tsv"

# More than a pipe holds.
{ printf 'CHROM\tPOS\tREF'; printf '\tsample%d_a' {1..10000}; echo; } >wide.tsv
stopped TERM 143 stalls wide.tsv
