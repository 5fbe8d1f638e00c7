# SPDX-License-Identifier: MIT
"""bgzf - reads a whole BGZF file and remembers where its blocks are; writes one, for tests of the checker."""

import bisect
import struct
import zlib

from rules import demand

EOF_BLOCK = bytes.fromhex("1f8b08040000000000ff0600424302001b0003000000000000000000")
LARGEST = 65536  # text bytes in a block


class Bgzf:
    """The text of a file, and the way from virtual offsets to places in the text."""

    def __init__(self, data):
        demand(data.endswith(EOF_BLOCK), "bgzf.eof", "the last 28 bytes are another block")
        parts, self.file_at, self.text_at = [], [], []
        at = text = 0
        while at < len(data):
            self.file_at.append(at)
            self.text_at.append(text)
            part, size = read_block(data, at)
            at += size
            text += len(part)
            parts.append(part)
            demand(part or at == len(data), "bgzf.empty", f"empty block before byte {at}")
        self.text = b"".join(parts)

    def place(self, virtual):
        """The place in the text of a virtual offset; None where it points into no block."""
        block, within = virtual >> 16, virtual & 0xFFFF
        number = bisect.bisect_left(self.file_at, block)
        if number == len(self.file_at) or self.file_at[number] != block:
            return None
        end = self.text_at[number + 1] if number + 1 < len(self.text_at) else len(self.text)
        place = self.text_at[number] + within
        return place if place <= end else None


def read_block(data, at):
    """The text of the block at `at`, and the block's size in the file."""
    head = data[at : at + 18]
    demand(len(head) == 18 and head[:4] == b"\x1f\x8b\x08\x04" and head[10:16] == b"\x06\0BC\x02\0", "bgzf.block",
           f"no BGZF header at byte {at}")
    size = struct.unpack_from("<H", head, 16)[0] + 1
    demand(size >= 26 and at + size <= len(data), "bgzf.block", f"size {size} at byte {at}")
    try:
        inflater = zlib.decompressobj(-15)
        text = inflater.decompress(data[at + 18 : at + size - 8])
        whole = inflater.eof and not inflater.unused_data
    except zlib.error:
        text, whole = b"", False
    crc, length = struct.unpack_from("<II", data, at + size - 8)
    demand(whole and length == len(text) <= LARGEST and crc == zlib.crc32(text), "bgzf.block", f"damage at byte {at}")
    return text, size


def read_text(path):
    """A Bgzf, or the bytes where the file is not compressed."""
    with open(path, "rb") as file:
        data = file.read()
    return Bgzf(data) if data[:2] == b"\x1f\x8b" else data


def write_block(text):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    body = packer.compress(text) + packer.flush()
    head = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0" + struct.pack("<H", len(body) + 25)
    return head + body + struct.pack("<II", zlib.crc32(text), len(text))


def compress(text, block=LARGEST // 2):
    return b"".join(write_block(text[i : i + block]) for i in range(0, len(text), block)) + EOF_BLOCK
