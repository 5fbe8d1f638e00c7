# SPDX-License-Identifier: MIT
# planted_link - a symlink or file that somebody planted under the name of a temporary file is not written through: the
# run takes another name.
. "$(dirname "$0")/../cli/common.sh"

[[ ${FIRST_NAME:-} && -e $FIRST_NAME ]] || skip 'built without the preload library first_name'
echo precious >victim
plant() {
  ln -s victim "$1.m2v-aaaaaaaa"
  ln -s nowhere "$1.tbi.m2v-aaaaaaaa"
}
plant .out.vcf.gz
echo precious >.body.m2v-aaaaaaaa
before=$(ls -A)
LD_PRELOAD=$FIRST_NAME convert -o out.vcf.gz "$TEST_DATA/cells.tsv"
LD_PRELOAD=$FIRST_NAME convert -o out.vcf.gz - <"$TEST_DATA/cells.tsv"
is precious <victim
is precious <.body.m2v-aaaaaaaa
ls -A | is "$(printf '%s\n' "$before" out.vcf.gz out.vcf.gz.tbi | sort)"
[[ ! -L out.vcf.gz && ! -L out.vcf.gz.tbi ]]
bcftools view -H out.vcf.gz | is "$(bcftools view -H "$TEST_DATA/cells.vcf")"

# Where every name is taken the run ends, and nothing was written through.
EVERY_NAME=1 LD_PRELOAD=$FIRST_NAME fails 5 -o out.vcf.gz "$TEST_DATA/cells.tsv"
is precious <victim
