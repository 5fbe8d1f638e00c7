# SPDX-License-Identifier: MIT
# output_device - a device is written in place and stays a device, without index.
. "$(dirname "$0")/common.sh"

# Not the machine's own /dev/null, which a program that is wrong would replace for everybody.
if ((EUID == 0)); then
  mknod device c 1 3 && echo x 2>/dev/null >device || skip 'no device can be made here'
else
  ln -s /dev/null device
fi
convert -Oz -o device "$TEST_DATA/cells.tsv"
[[ -c device ]]
ls -A | is device
tail -n 1 "$err" | is 'Done: device'

fails 1 -Oz -W -o device "$TEST_DATA/cells.tsv"
