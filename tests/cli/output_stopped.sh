# SPDX-License-Identifier: MIT
# output_stopped - a run stopped by SIGINT, SIGTERM, SIGHUP or SIGXCPU leaves nothing and ends with 128+n.
. "$(dirname "$0")/common.sh"

mkfifo input
echo old >old.vcf.gz
before=$(ls -A)

# stopped SIGNAL CODE NAME: the input stays open, so the run ends by the signal alone. It is sent once the temp file
# stands beside the output, when there is something to clean up. (A shell's background child ignores SIGINT, hence env.)
stopped() {
  local status=0
  env --default-signal=INT "$M2V" -o "$3" input 2>"$err" &
  local run=$!
  exec 5>input
  many_rows 400000 >&5
  for _ in {1..1500}; do [[ $(ls -A) == "$before" ]] || break; kill -0 "$run"; sleep 0.02; done
  [[ $(ls -A) != "$before" ]]
  kill -s "$1" "$run"
  wait "$run" || status=$?
  exec 5>&-
  ((status == $2))
  [[ $(ls -A) == "$before" && $(<old.vcf.gz) == old ]]
  if grep '^Done: ' "$err"; then return 1; fi
}
stopped INT 130 new.vcf.gz
stopped TERM 143 old.vcf.gz
stopped HUP 129 new.vcf.gz
stopped XCPU 152 new.vcf.gz
