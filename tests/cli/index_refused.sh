# SPDX-License-Identifier: MIT
# index_refused - an index that cannot be is a usage error; -W tbi hints at -W=tbi.
. "$(dirname "$0")/common.sh"

matrix=$TEST_DATA/cells.tsv
fails 1 -W -Oz "$matrix"
fails 1 -W -Oz -o - "$matrix"
fails 1 -W -o out.vcf "$matrix"
fails 1 -W -Ou -o out.bcf "$matrix"
fails 1 -W -Ot -o out.txt "$matrix"
fails 1 -W -Otz -o out.txt.gz "$matrix"
fails 1 -W=tbi -o out.bcf "$matrix"
fails 1 -W=xyz -o out.vcf.gz "$matrix"
fails 1 -W --no-index -o out.vcf.gz "$matrix"
fails 1 -o out.vcf.gz -W tbi "$matrix"
says 'hint: ' -W=tbi
ls -A | is ''
