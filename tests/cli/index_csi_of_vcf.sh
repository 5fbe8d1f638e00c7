# SPDX-License-Identifier: MIT
# index_csi_of_vcf - the .csi of a .vcf.gz equals what bcftools index writes.
. "$(dirname "$0")/common.sh"

many_rows 100000 | convert -W=csi -o out.vcf.gz -
bgzip -dc <out.vcf.gz.csi >ours
bcftools index -f -c out.vcf.gz
bgzip -dc <out.vcf.gz.csi | cmp - ours
