# SPDX-License-Identifier: MIT
"""index_rules - a TBI or CSI, read by the formats' descriptions and held against a scan of all records."""

import bisect
import os
import random
import struct
from collections import Counter

from bgzf import Bgzf
from rules import Refused, demand

TBI_META = (2, 1, 2, 0, ord("#"), 0)  # VCF; columns of CHROM, begin and end; comments; lines to skip


class Index:
    """Its contigs: names (of a VCF's index), bins of chunks, and for TBI the linear windows."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data, self.at = Bgzf(file.read()).text, 0
        self.names, self.bins, self.linear, self.loffset = [], [], [], []
        try:
            self.read()
        except struct.error:
            raise Refused("index.format", f"cut at byte {self.at}") from None
        demand(self.at in (len(self.data), len(self.data) - 8), "index.format", f"{len(self.data) - self.at} bytes left")

    def take(self, layout):
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values if len(values) > 1 else values[0]

    def read(self):
        magic = self.data[:4]
        demand(magic in (b"TBI\1", b"CSI\1"), "index.format", repr(magic))
        self.at, self.tbi = 4, magic == b"TBI\1"
        self.shift, self.levels = 14, 5
        if self.tbi:
            contigs = self.take("i")
            self.read_names()
        else:
            self.shift, self.levels, meta = self.take("iii")
            if meta:
                self.read_names()
            contigs = self.take("i")
        demand(not self.names or len(self.names) == contigs, "index.names", f"{len(self.names)} names, {contigs} contigs")
        self.pseudo = ((1 << 3 * (self.levels + 1)) - 1) // 7 + 1
        for _ in range(contigs):
            self.read_contig()

    def read_names(self):
        meta, length = (self.take("i"), *self.take("iiiii")), self.take("i")
        demand(meta == TBI_META, "index.format", f"columns {meta}")
        names = self.data[self.at : self.at + length]
        self.at += length
        demand(not names or names.endswith(b"\0"), "index.names", "no NUL at their end")
        self.names = names.decode().split("\0")[:-1]

    def read_contig(self):
        bins, loffset = {}, {}
        for _ in range(self.take("i")):
            number = self.take("I")
            loffset[number] = 0 if self.tbi else self.take("Q")
            bins[number] = [self.take("QQ") for _ in range(self.take("i"))]
        self.bins.append(bins)
        self.loffset.append(loffset)
        self.linear.append([self.take("Q") for _ in range(self.take("i"))] if self.tbi else [])

    def chunks(self, contig, begin, end):
        """The chunks where a reader looks for records of [begin, end)."""
        least = 0
        if self.tbi and self.linear[contig]:
            windows = self.linear[contig]
            least = windows[min(begin >> self.shift, len(windows) - 1)]
        found = []
        first, shift = 0, self.shift + 3 * self.levels
        for level in range(self.levels + 1):
            for number in range(first + (begin >> shift), first + ((end - 1) >> shift) + 1):
                if number in self.bins[contig]:
                    found += [chunk for chunk in self.bins[contig][number] if chunk[1] > least]
            first += 1 << 3 * level
            shift -= 3
        if not self.tbi:
            least = self.csi_least(contig, begin)
            found = [chunk for chunk in found if chunk[1] > least]
        return found, least

    def csi_least(self, contig, begin):
        """loffset of the smallest bin that holds `begin` and is there, as htslib looks for it."""
        number = ((1 << 3 * self.levels) - 1) // 7 + (begin >> self.shift)
        while number and number not in self.bins[contig]:
            number = (number - 1) >> 3
        return self.loffset[contig].get(number, 0)


def check_index(path, data_path, bgzf, spans, contigs, regions, seed):
    """`spans`: (contig, begin, end, place, place of the end) of every record; `contigs`: the header's, for a BCF."""
    demand(os.stat(path).st_mtime_ns >= os.stat(data_path).st_mtime_ns, "index.older", path)
    index = Index(path)
    in_order = list(dict.fromkeys(span[0] for span in spans))
    names = index.names if contigs is None else contigs
    if contigs is None:
        demand(index.names == in_order, "index.names", f"{index.names[:9]}, the file has {in_order[:9]}")
    demand(len(index.bins) in (0, len(names)), "index.names", f"{len(index.bins)} contigs of {len(names)}")
    check_chunks(index, bgzf, spans, names)
    draw = random.Random(seed)
    places = [span[3] for span in spans]
    for _ in range(regions if spans else 0):
        check_region(index, bgzf, spans, places, names, draw)


def check_chunks(index, bgzf, spans, names):
    begins = {span[3]: span[0] for span in spans}
    ends = {span[4]: span[0] for span in spans}
    counts = Counter(span[0] for span in spans)
    for name, bins in zip(names, index.bins):
        told = bins.get(index.pseudo, [None, (0, 0)])[1][0]
        demand(told == counts[name], "index.count", f"{told} records of {name}, the file has {counts[name]}")
        for number, chunks in bins.items():
            for begin, end in chunks if number != index.pseudo else chunks[:1]:
                good = begins.get(bgzf.place(begin)) == name and ends.get(bgzf.place(end)) == name
                demand(good, "index.chunk", f"{begin:x} to {end:x} in bin {number} of {name}")


def check_region(index, bgzf, spans, places, names, draw):
    """A region about a record drawn at random, of a random width: what the index finds is what the scan finds."""
    about = draw.choice(spans)
    reach = 1 << draw.randrange(0, 31)
    begin = max(0, about[1] - draw.randrange(reach))
    end = min(begin + draw.randrange(1, reach + 1), 1 << index.shift + 3 * index.levels)
    wanted = [span for span in spans if span[0] == about[0] and span[1] < end and span[2] > begin]
    chunks, least = index.chunks(names.index(about[0]), begin, end)
    first = bgzf.place(least) if least else 0
    demand(first is not None, "index.region", f"{about[0]}:{begin + 1}-{end}: a window points nowhere")
    found = set()
    for chunk in chunks:
        place, stop = max(first, bgzf.place(chunk[0])), bgzf.place(chunk[1])
        found.update(range(bisect.bisect_left(places, place), bisect.bisect_left(places, stop)))
    answer = [spans[i] for i in sorted(found) if spans[i][0] == about[0] and spans[i][1] < end and spans[i][2] > begin]
    demand(answer == wanted, "index.region", f"{about[0]}:{begin + 1}-{end}: {len(answer)} records, a scan has {len(wanted)}")
