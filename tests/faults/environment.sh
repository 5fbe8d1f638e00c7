# SPDX-License-Identifier: MIT
# environment - an empty environment, any language, time zone, home and terminal change no byte, of tool and plugin.
. "$(dirname "$0")/../cli/common.sh"

cp "$TEST_DATA/cells.tsv" .
locale=$(locale -a 2>/dev/null | grep -iE '^(tr|de)_' | head -n 1 || true)
convert --no-version -o expected.vcf.gz cells.tsv
same() {
  cmp got.vcf.gz expected.vcf.gz
  cmp got.vcf.gz.tbi expected.vcf.gz.tbi
  rm got.*
}
for words in -i "LC_ALL=$locale LC_NUMERIC=de_DE.UTF-8 LANG=tr_TR.UTF-8" LC_ALL=nonsense TZ=Asia/Kolkata TZ=nonsense HOME= \
  HOME=/none TMPDIR=/none TERM= 'TERM=xterm COLUMNS=1' PATH=/none SOURCE_DATE_EPOCH=1 MATRIX2VCF_CPU=scalar \
  MATRIX2VCF_CPU=nonsense MALLOC_PERTURB_=85 SLURM_CPUS_PER_TASK=x HTS_PATH=/none; do
  env $words "$M2V" -q --no-version -o got.vcf.gz cells.tsv
  same
done
for words in LC_ALL=nonsense TZ=nonsense HOME=/none TMPDIR=/none; do
  env $words BCFTOOLS_PLUGINS="$PLUGIN_DIR" bcftools +matrix2vcf -q --no-version -o got.vcf.gz cells.tsv
  same
done
