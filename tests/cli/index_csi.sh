# SPDX-License-Identifier: MIT
# index_csi - a .bcf gets its .csi in the same run, equal to what bcftools index writes.
. "$(dirname "$0")/common.sh"

many_rows 300000 >matrix.tsv
for input in file pipe; do
  if [[ $input == file ]]; then convert -o out.bcf matrix.tsv; else cat matrix.tsv | convert -o out.bcf -; fi
  ls -A | is $'matrix.tsv\nout.bcf\nout.bcf.csi'
  bgzip -dc <out.bcf.csi >ours
  bcftools index -f out.bcf
  bgzip -dc <out.bcf.csi | cmp - ours
  rm ours
done
