# SPDX-License-Identifier: MIT
# output_fifo - a FIFO is written in place, without index.
. "$(dirname "$0")/common.sh"

mkfifo fifo
timeout 60 cat fifo >received &
convert -Oz -o fifo "$TEST_DATA/cells.tsv"
wait $!
[[ -p fifo ]]
bcftools view -H received | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"
ls -A | is $'fifo\nreceived'
