# SPDX-License-Identifier: MIT
# plugin_stopped - the plugin leaves nothing behind when it is stopped, and ends with 128+n.
. "$(dirname "$0")/common.sh"

mkfifo input
BCFTOOLS_PLUGINS=$PLUGIN_DIR env --default-signal=INT bcftools +matrix2vcf -o new.vcf.gz input 2>"$err" &
run=$!
exec 5>input
many_rows 400000 >&5
for _ in {1..1500}; do [[ $(ls -A) == input ]] || break; kill -0 "$run"; sleep 0.02; done
[[ $(ls -A) != input ]]
kill -s INT "$run"
status=0
wait "$run" || status=$?
((status == 130))
ls -A | is input
