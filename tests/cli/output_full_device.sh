# SPDX-License-Identifier: MIT
# output_full_device - a device without space is exit 5, for a small output and a large one.
. "$(dirname "$0")/common.sh"

if ((EUID == 0)); then
  mknod full c 1 7 && [[ $(echo x 2>&1 >full || true) == *'No space left'* ]] || skip 'no device can be made here'
else
  ln -s /dev/full full
fi
many_rows 100000 >large.tsv
for matrix in "$TEST_DATA/cells.tsv" large.tsv; do
  for type in v z u b t; do
    fails 5 -O "$type" -o full "$matrix"
    says full 'No space left'
  done
done
[[ -c full ]]
