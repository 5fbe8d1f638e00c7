# SPDX-License-Identifier: MIT
# phase_tag - --phase-tag chooses PI, PS, both or none; PI is named by the contig, PS is 1.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n2\t5\tA\tA\tC\n10\t5\tA\tC\tA\n' >matrix.tsv
fields() { convert "$@" matrix.tsv | bcftools view -H | cut -f 9,10; }
fields | is $'GT:PI\t0|1:2\nGT:PI\t1|0:10'
fields --phase-tag PI | is $'GT:PI\t0|1:2\nGT:PI\t1|0:10'
fields --phase-tag PS | is $'GT:PS\t0|1:1\nGT:PS\t1|0:1'
fields --phase-tag PI,PS | is $'GT:PI:PS\t0|1:2:1\nGT:PI:PS\t1|0:10:1'
fields --phase-tag none | is $'GT\t0|1\nGT\t1|0'

fails 1 --phase-tag PX matrix.tsv
says --phase-tag PX
