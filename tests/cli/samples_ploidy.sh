# SPDX-License-Identifier: MIT
# samples_ploidy - --ploidy N makes each N neighbouring columns a sample: s1, s2, ... or one name a sample from -H.
. "$(dirname "$0")/common.sh"

printf '1\t5\tA\tA\tC\tC\tA\tC\tC\n' >matrix.tsv
printf 'x\ty\tz\n' >three_names
printf 'a\tb\tc\td\te\tf\n' >six_names

convert --headerless --ploidy 2 matrix.tsv | bcftools query -f '[%SAMPLE %GT ]\n' | is 's1 0|1 s2 1|0 s3 1|1 '
convert --headerless --ploidy 3 matrix.tsv | bcftools query -f '[%SAMPLE %GT ]\n' | is 's1 0|1|1 s2 0|1|1 '
convert -H three_names --ploidy 2 matrix.tsv | bcftools query -f '[%SAMPLE %GT ]\n' | is 'x 0|1 y 1|0 z 1|1 '
convert -H six_names --ploidy 6 matrix.tsv | bcftools query -f '[%SAMPLE %GT ]\n' | is 's1 0|1|1|0|1|1 '
convert --headerless --ploidy 1 matrix.tsv | bcftools query -l | is $'s1\ns2\ns3\ns4\ns5\ns6'
