# SPDX-License-Identifier: MIT
# index_options - -W, -W=tbi, -Wtbi, --write-index[=tbi|csi] choose the index; --no-index leaves it out.
. "$(dirname "$0")/common.sh"

index_of() { rm -f out.*; convert "${@:2}" -o "$1" "$TEST_DATA/cells.tsv"; ls -A | grep -vx "$1" || true; }
for option in -W -W=tbi -Wtbi --write-index --write-index=tbi; do
  index_of out.vcf.gz $option | is out.vcf.gz.tbi
done
for option in -W=csi -Wcsi --write-index=csi; do
  index_of out.vcf.gz $option | is out.vcf.gz.csi
  index_of out.bcf $option | is out.bcf.csi
done
index_of out.bcf -W | is out.bcf.csi
index_of out.vcf.gz --no-index | is ''
index_of out.bcf --no-index | is ''
index_of out.vcf | is ''
index_of out.bcf -Ou | is ''
# The last one holds; a type that stands alone is no matrix.
index_of out.vcf.gz -W=csi -W | is out.vcf.gz.tbi
fails 1 -o out2.vcf.gz -W tbi <"$TEST_DATA/cells.tsv"
says 'hint: write -W=tbi'
