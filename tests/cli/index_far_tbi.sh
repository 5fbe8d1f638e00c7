# SPDX-License-Identifier: MIT
# index_far_tbi - a TBI that is asked for but cannot hold the data is exit 3.
. "$(dirname "$0")/common.sh"

printf 'CHROM\tPOS\tREF\tS_a\tS_b\n1\t7\tA\tA\tC\n1\t536870913\tA\tA\tC\n' >matrix.tsv
refuses 3 -W=tbi matrix.tsv
says 'hint: ' csi
cat matrix.tsv | fails 3 -W=tbi -o new.vcf.gz -
ls -A | is $'matrix.tsv\nold.vcf.gz\nold.vcf.gz.tbi'
