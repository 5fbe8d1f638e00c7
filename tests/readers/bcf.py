# SPDX-License-Identifier: MIT
"""bcf - BCF 2.2 as VCF lines, decoded by the format's description and by nothing else."""

import re
import struct

from rules import Refused, demand

INT8, INT16, INT32, FLOAT, CHAR = 1, 2, 3, 5, 7
SIZES = {INT8: 1, INT16: 2, INT32: 4, FLOAT: 4, CHAR: 1}
LETTERS = {INT8: "b", INT16: "h", INT32: "i", FLOAT: "I"}
MISSING = {INT8: -0x80, INT16: -0x8000, INT32: -0x80000000, FLOAT: 0x7F800001}
END = {INT8: -0x7F, INT16: -0x7FFF, INT32: -0x7FFFFFFF, FLOAT: 0x7F800002}


class Cursor:
    """Typed values, one after the other, within [at, end)."""

    def __init__(self, data, at, end):
        self.data, self.at, self.end = data, at, end

    def take(self, count):
        demand(self.at + count <= self.end, "bcf.record", f"a value reaches past its part at byte {self.at}")
        self.at += count
        return self.data[self.at - count : self.at]

    def type(self):
        byte = self.take(1)[0]
        count, kind = byte >> 4, byte & 15
        if count == 15:
            count = self.integer()
        demand(kind in SIZES or (kind == 0 and count == 0), "bcf.record", f"type {kind} of {count} at byte {self.at}")
        demand(count >= 0, "bcf.record", f"a vector of {count} at byte {self.at}")
        return kind, count

    def integer(self):
        kind, count = self.type()
        demand(kind in (INT8, INT16, INT32) and count == 1, "bcf.record", f"an integer was due at byte {self.at}")
        return struct.unpack("<" + LETTERS[kind], self.take(SIZES[kind]))[0]

    def values(self, kind, count):
        """Text for CHAR, else numbers with None for missing; a vector ends at its end mark, and nothing follows it."""
        if kind == 0:
            return []
        raw = self.take(count * SIZES[kind])
        if kind == CHAR:
            text, _, rest = raw.partition(b"\0")
            demand(not rest.strip(b"\0"), "bcf.record", "bytes after the end of a string")
            return text.decode("utf-8", "surrogateescape")
        numbers = list(struct.unpack(f"<{count}{LETTERS[kind]}", raw))
        while numbers and numbers[-1] == END[kind]:
            numbers.pop()
        demand(END[kind] not in numbers, "bcf.record", "values after the end of a vector")
        return [None if number == MISSING[kind] else number for number in numbers]

    def typed(self):
        return self.values(*self.type())


class Dictionary:
    """The names that records give by number."""

    def __init__(self, header):
        self.contigs, self.words = {}, {}
        for line in header.split("\n"):
            kind = re.match(r"##(contig|INFO|FORMAT|FILTER)=<ID=([^,>]+)", line)
            if not kind:
                continue
            number = re.search(r",IDX=(\d+)>$", line)
            demand(number, "bcf.idx", line)
            names = self.contigs if kind[1] == "contig" else self.words
            idx = int(number[1])
            demand(names.get(idx, kind[2]) == kind[2], "bcf.idx", f"{idx} is {names.get(idx)} and {kind[2]}")
            names[idx] = kind[2]
        demand(self.words.get(0) == "PASS", "bcf.idx", "0 is not PASS")
        self.samples = max(0, len(header.rstrip("\n").rpartition("\n")[2].split("\t")) - 9)

    def name(self, names, idx):
        if idx not in names:
            raise Refused("bcf.record", f"{idx} is no number of the header")
        return names[idx]


def read_header(data):
    """The header's text and where the first record begins."""
    demand(data[:5] == b"BCF\2\2" and len(data) >= 9, "bcf.magic", repr(data[:5]))
    length = struct.unpack_from("<I", data, 5)[0]
    text = data[9 : 9 + length]
    demand(len(text) == length and text.endswith(b"\n\0") and b"\0" not in text[:-1], "bcf.magic", "the header's length")
    return text[:-1], 9 + length


def join(values):
    return values or "." if isinstance(values, str) else ",".join("." if v is None else str(v) for v in values) or "."


def genotype(values):
    text = ""
    for i, value in enumerate(values):
        demand(value is not None and value >= 0, "bcf.record", f"GT value {value}")
        text += ("" if i == 0 else "|" if value & 1 else "/") + ("." if value < 2 else str((value >> 1) - 1))
    return text


def read_records(data, at, names):
    """(begin, end, line) of each record."""
    while at < len(data):
        begin = at
        demand(at + 8 <= len(data), "bcf.record", f"cut at byte {at}")
        shared, individual = struct.unpack_from("<II", data, at)
        at += 8 + shared + individual
        demand(shared >= 24 and at <= len(data), "bcf.record", f"lengths {shared}, {individual} at byte {begin}")
        yield begin, at, record_line(data, begin + 8, begin + 8 + shared, at, names)


def record_line(data, begin, middle, end, names):
    contig, pos, rlen, qual, allele_info, format_sample = struct.unpack_from("<iiiIII", data, begin)
    cursor = Cursor(data, begin + 24, middle)
    identifier = join(cursor.typed())
    alleles = [join(cursor.typed()) for _ in range(allele_info >> 16)]
    demand(alleles, "bcf.record", "no REF")
    demand(rlen == len(alleles[0]), "bcf.rlen", f"rlen {rlen} of REF {alleles[0][:50]}")
    filters = [names.name(names.words, number) for number in cursor.typed()]
    info = [(names.name(names.words, cursor.integer()), cursor.typed()) for _ in range(allele_info & 0xFFFF)]
    demand(cursor.at == middle, "bcf.record", f"{middle - cursor.at} bytes too many in the shared part")
    samples = format_sample & 0xFFFFFF
    demand(samples == names.samples, "bcf.record", f"{samples} samples, the header has {names.samples}")
    keys, columns = [], []
    cursor = Cursor(data, middle, end)
    for _ in range(format_sample >> 24):
        keys.append(names.name(names.words, cursor.integer()))
        kind, count = cursor.type()
        write = genotype if keys[-1] == "GT" else join
        columns.append([write(cursor.values(kind, count)) for _ in range(samples)])
    demand(cursor.at == end, "bcf.record", f"{end - cursor.at} bytes too many in the samples' part")
    fields = [names.name(names.contigs, contig), str(pos + 1), identifier, alleles[0], ",".join(alleles[1:]) or ".",
              "." if qual == MISSING[FLOAT] else str(struct.unpack("<f", struct.pack("<I", qual))[0]),
              ";".join(filters) or ".", ";".join(key + (f"={join(value)}" if value else "") for key, value in info) or "."]
    if keys:
        fields += [":".join(keys)] + [":".join(cell) for cell in zip(*columns)]
    return "\t".join(fields)
