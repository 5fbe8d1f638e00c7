#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cases - the main cases, what must be read from each, and the files that our program makes of them.

    cases.py PROGRAM FOLDER

makes FOLDER/NAME/ for each: the matrix, out.vcf.gz or another (with its index), expected.tsv (the sample names,
then CHROM POS REF ALT GT... of each record, told from the matrix here and not by our program), reference.fa of the REF
bases, and FOLDER/cases.tsv."""

import gzip
import os
import subprocess
import sys
from dataclasses import dataclass, field

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "test-data")
MISSING, GAPS = {"", ".", "?"}, {"-", "*"}  # a cell of N only is missing, too


@dataclass
class Case:
    name: str
    table: list                # lines of fields, the first the column names
    region: tuple              # contig, begin, end: 1-based, inclusive
    samples: list = None       # (name, [column name]); by default columns NAME_1 NAME_2
    options: list = field(default_factory=list)
    output: str = "out.vcf.gz"
    headerless: bool = False
    reference: bool = True     # a FASTA of its REF bases can be made, and gives the contigs' lengths


def table(text):
    return [line.split() for line in text.strip().split("\n")]


def neighbours(columns):
    """Diploid samples of columns NAME_1 NAME_2 or NAME_a NAME_b."""
    return [(first[:-2], [first, second]) for first, second in zip(columns[::2], columns[1::2])]


def data(name):
    path = os.path.join(DATA, name)
    opened = gzip.open(path, "rt") if name.endswith(".gz") else open(path, encoding="utf-8")
    with opened as file:
        return [line.rstrip("\n").split("\t") for line in file]


def many_contigs():
    """300 contigs with names that readers trip over; a thousand records in the tenth."""
    rows = [["CHROM", "POS", "REF", "S_1", "S_2", "T_1", "T_2"]]
    for number in range(300):
        name = {0: "HLA:A*01:01", 1: "chr1_KI270706v1_random", 2: "1-2", 3: "X.y|z"}.get(number, f"ctg{number}")
        for row in range(1000 if number == 10 else 1 + number % 4):
            rows.append([name, str(7 + 2000 * row), "ACGT"[row % 4], "A", "C", "G" if row % 3 else "A", "T"])
    return rows


def wide():
    """5,000 diploid samples."""
    names = [f"s{i}_{h}" for i in range(5000) for h in (1, 2)]
    rows = [["CHROM", "POS", "REF", *names]]
    for row in range(8):
        rows.append(["7", str(100 + 3 * row), "G", *("GGAGNTGC"[(i * i + row * i) % 8] for i in range(len(names)))])
    return rows


GAPPED = table("""
CHROM POS REF S_1 S_2 T_1 T_2
1 5 A - C A *
1 6 A * - A A
1 9 AC A A AC -
1 12 G N T - G
2 3 T T T N C
""")
FAR = table("""
CHROM POS REF S_1 S_2 T_1 T_2
1 7 A A C A A
1 536870912 C C T T C
1 536870913 G A G G A
1 2147483646 T T C T T
2 2000000000 A G A A A
""")
MIXED = table("""
CHROM POS REF S_1 S_2 lone t1 t2 t3
1 5 A A C C A T A
1 6 G G G N T T G
2 6 C A C C C C C
""")
TRIO = [("S", ["S_1", "S_2"]), ("lone", ["lone"]), ("t", ["t1", "t2", "t3"])]


def all_cases():
    genomes, seed = data("1000g_chr20.tsv.gz"), [data("seed_header.txt")[0], *data("seed.tsv")]
    cells = data("cells.tsv")
    real = ("20", 1100000, 1200000)
    pairs = ["-p", os.path.join(DATA, "seed_pairs.txt")]
    header = ["-H", os.path.join(DATA, "seed_header.txt")]
    tens = [("10", ["10a", "10b"]), ("3", ["3a", "3b"])]
    return [
        Case("seed", seed, ("2", 17, 18), tens, header + pairs, headerless=True),
        Case("seed_plain", seed, ("2", 17, 18), tens, header + pairs, "out.vcf", headerless=True),
        Case("genomes", genomes, real),
        Case("genomes_bcf", genomes, real, output="out.bcf"),
        Case("genomes_csi", genomes, real, options=["-W=csi", "-Oz9"]),
        Case("cells", cells, ("1", 4, 9), reference=False),  # its REFs contradict each other
        Case("contigs", many_contigs(), ("ctg10", 700007, 710000)),
        Case("contigs_bcf", many_contigs(), ("ctg10", 700007, 710000), output="out.bcf"),
        Case("star", GAPPED, ("1", 5, 10), options=["--gap", "star"]),
        Case("ps", GAPPED, ("1", 5, 9), options=["--phase-tag", "PI,PS"]),
        Case("haploid", GAPPED, ("1", 6, 12), [(c, [c]) for c in GAPPED[0][3:]], ["--haploid"]),
        Case("mixed", MIXED, ("1", 1, 5), TRIO, ["-p", "pairs.txt"]),
        Case("mixed_bcf", MIXED, ("1", 1, 5), TRIO, ["-p", "pairs.txt"], "out.bcf"),
        Case("far", FAR, ("1", 536870913, 536900000), reference=False),
        Case("far_bcf", FAR, ("1", 536870913, 2147483646), output="out.bcf", reference=False),
        Case("no_rows", GAPPED[:1], ("1", 1, 100)),
        Case("wide", wide(), ("7", 103, 109)),
        Case("wide_bcf", wide(), ("7", 103, 109), output="out.bcf"),
    ]


def allele(cell, star):
    """The allele of a cell; None where missing."""
    if cell in GAPS:
        return "*" if star else None
    cell = cell.upper()
    return None if cell in MISSING or not cell.strip("N") else cell


def expected(case, samples):
    """(CHROM, POS, REF, ALT, GT...) of each record, as spec and README have it."""
    columns = {name: number for number, name in enumerate(case.table[0])}
    star = "star" in case.options
    for row in case.table[1:]:
        ref = row[2].upper()
        alleles = [[allele(row[columns[name]], star) for name in members] for _, members in samples]
        order = [ref]
        # ALT in order of appearance from the left, over the columns of all samples.
        of_samples = {columns[name] for _, members in samples for name in members}
        for number in sorted(of_samples):
            found = allele(row[number], star)
            if found is not None and found not in order:
                order.append(found)
        if len(order) > 1:
            cells = ["|".join("." if a is None else str(order.index(a)) for a in sample) for sample in alleles]
            yield (row[0], row[1], ref, ",".join(order[1:]), *cells)


def write_lines(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)


def write_reference(path, case):
    """A FASTA with the REF bases at their places and N elsewhere; .fai beside it by samtools' rules, one line a contig."""
    contigs = {}
    for row in case.table[1:]:
        bases = contigs.setdefault(row[0], bytearray())
        begin = int(row[1]) - 1
        bases.extend(b"N" * (begin + len(row[2]) + 50 - len(bases)))
        bases[begin : begin + len(row[2])] = row[2].upper().encode()
    at, index = 0, []
    with open(path, "wb") as file:
        for name, bases in contigs.items():
            at += file.write(f">{name}\n".encode())
            index.append([name, str(len(bases)), str(at), str(len(bases)), str(len(bases) + 1)])
            at += file.write(bytes(bases) + b"\n")
    write_lines(path + ".fai", index)


def make(case, program, folder):
    os.makedirs(folder, exist_ok=True)
    samples = case.samples or neighbours(case.table[0][3:])
    write_lines(os.path.join(folder, "matrix.tsv"), case.table[1:] if case.headerless else case.table)
    write_lines(os.path.join(folder, "pairs.txt"), [[name, *members] for name, members in samples])
    names = ["samples", *(name for name, _ in samples)]
    write_lines(os.path.join(folder, "expected.tsv"), [names, *expected(case, samples)])
    options = list(case.options)
    if case.reference and len(case.table) > 1:
        write_reference(os.path.join(folder, "reference.fa"), case)
        options += ["-C", "reference.fa.fai"]
    subprocess.run([program, "-q", *options, "-o", case.output, "matrix.tsv"], cwd=folder, check=True)


def main():
    program, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    for case in all_cases():
        make(case, program, os.path.join(folder, case.name))
    write_lines(os.path.join(folder, "cases.tsv"), [[c.name, c.output, *map(str, c.region)] for c in all_cases()])


if __name__ == "__main__":
    main()
