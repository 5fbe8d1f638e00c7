# SPDX-License-Identifier: MIT
# fsync_full - a disk that takes every write and fails at fsync alone is exit 5, and nothing new stands on it: an ext4
# file system in a sparse file on a tmpfs that is smaller; where no such can be mounted, fsync that is made to fail.
. "$(dirname "$0")/../cli/common.sh"

many_rows 400000 >matrix.tsv
fails_at_fsync() {
  local type status
  for type in v z0 b0 t; do
    status=0
    "$@" "$M2V" -q -O $type -o disk/old matrix.tsv 2>"$err" || status=$?
    ((status == 5))
    says 'Error: could not write' old
    [[ $(<disk/old) == old ]]
    ls -A disk | grep -vx 'lost+found' | is old
  done
}
mkdir disk backing
if ((EUID == 0)) && mount -t tmpfs -o size=4m none backing 2>/dev/null; then
  trap 'umount disk backing 2>/dev/null; rm -rf "$tmp"' EXIT
  truncate -s 64M backing/image
  if mkfs.ext4 -q -O ^has_journal -E lazy_itable_init=1 backing/image 2>/dev/null && mount -o loop backing/image disk 2>/dev/null; then
    echo old >disk/old
    sync disk/old
    # Each output is larger than 4 MiB.
    fails_at_fsync
    exit 0
  fi
fi
echo old >disk/old
type strace >/dev/null 2>&1 && strace -o /dev/null true 2>/dev/null || skip 'no file system can be mounted, and no strace is here'
fails_at_fsync strace -f -qq -o /dev/null -e trace=fsync,fdatasync -e inject=fsync,fdatasync:error=ENOSPC
says 'No space left'
fails_at_fsync strace -f -qq -o /dev/null -e trace=fsync,fdatasync -e inject=fsync,fdatasync:error=EIO
says 'Input/output error'
echo 'no loop device can be mounted here: fsync was made to fail'
