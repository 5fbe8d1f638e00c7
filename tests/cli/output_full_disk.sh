# SPDX-License-Identifier: MIT
# output_full_disk - a full disk is exit 5, leaves nothing behind and keeps the older file.
. "$(dirname "$0")/common.sh"

if [[ ! ${IN_OWN_NAMESPACE:-} ]]; then
  unshare --map-root-user --mount true 2>/dev/null || skip 'no mount namespace can be made here'
  IN_OWN_NAMESPACE=1 unshare --map-root-user --mount bash "$self" && exit 0 || exit $?
fi
many_rows 200000 >matrix.tsv
mkdir disk
mount -t tmpfs -o size=64k none disk || skip 'no tmpfs can be mounted here'
trap 'umount "$tmp/scratch/disk"; rm -rf "$tmp"' EXIT
echo old >disk/old.vcf.gz

for name in old new; do
  fails 5 -o "disk/$name.vcf.gz" matrix.tsv
  says "disk/$name.vcf.gz" 'No space left'
  cat matrix.tsv | fails 5 -o "disk/$name.vcf.gz" -
  ls -A disk | is old.vcf.gz
done
is old <disk/old.vcf.gz
