#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""pysam - Debian's python3-pysam, hence the system's python; `fetch` for a region. Called as answer.sh tells."""

import sys

try:
    import pysam
except ImportError:
    print("python3-pysam is not installed", file=sys.stderr)
    sys.exit(77)


def genotype(sample):
    return ("|" if sample.phased else "/").join("." if number is None else str(number) for number in sample["GT"])


path = sys.argv[1]
with pysam.VariantFile(path) as file:
    print("samples", *file.header.samples, sep="\t")
    records = file
    if len(sys.argv) > 2:
        contig, begin, end = sys.argv[2], int(sys.argv[3]) - 1, int(sys.argv[4])
        records = file.fetch(contig, begin, end) if contig in file.header.contigs else []
    for record in records:
        print(record.chrom, record.pos, record.ref, ",".join(record.alts), *map(genotype, record.samples.values()), sep="\t")
