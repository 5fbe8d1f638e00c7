# SPDX-License-Identifier: MIT
"""cases - what the runs under fault are given: small inputs of several blocks of text, and command lines."""

import random
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

# htslib 1.16 uses what malloc did not give it, in faidx and in the iterator of an index, and takes the process with it.
# Nothing of ours can prevent that, but nothing new may stand under the final name then.
HTSLIB_DIES = ("reference", "bgzf, region")

SUFFIXES = {"v": "vcf", "z": "vcf.gz", "b": "bcf", "t": "tsv"}
COLUMNS = [f"s{i}_{haplotype}" for i in range(12) for haplotype in "ab"]
CONTIGS = ("chr1", "chr2", "chr3")


@dataclass(frozen=True)
class Case:
    """A command line. It runs in a folder of its own beside the inputs' `in`, and writes to `out` in it."""

    name: str
    args: tuple
    output: str = ""  # its name in `out`; empty: standard output
    stdin: str = ""  # a file of `in` that arrives through a pipe

    @property
    def has_output(self) -> bool:
        return self.output != ""


def matrix_rows(rows: int, variant_every: int) -> list:
    """Rows of a matrix; few are variant, so that the text has several blocks and a run still takes some ms."""
    tails = {base: ("\t" + base) * len(COLUMNS) for base in "ACGT"}
    lines = []
    for row in range(rows):
        ref, tail = "ACGT"[row % 4], tails["ACGT"[row % 4]]
        if row % variant_every == 0:
            alt = "CGTA"[row % 4]
            cells = [alt if (7 * k + row) % 5 == 0 else "N" if (k + row) % 23 == 0 else ref for k in range(24)]
            tail = "\t" + "\t".join(cells)
        lines.append(f"{CONTIGS[3 * row // rows]}\t{row + 1}\t{ref}{tail}")
    return lines


def make_inputs(folder: Path) -> None:
    head = "\t".join(["CHROM", "POS", "REF", *COLUMNS])
    rows = matrix_rows(150_000, 60)
    (folder / "matrix.tsv").write_text("\n".join([head, *rows, ""]))  # 9 MB, three blocks of 4 MiB
    some = rows[::5]
    shuffled = some.copy()
    random.Random(1).shuffle(shuffled)
    (folder / "shuffled.tsv").write_text("\n".join([head, *shuffled, ""]))  # 1.8 MB: several runs of a sort in 1 MiB
    (folder / "small.tsv").write_text("\n".join([*some[::100], ""]))
    (folder / "header.txt").write_text("\n".join(COLUMNS) + "\n")
    (folder / "pairs.txt").write_text("".join(f"t{i}\ts{i}_b\ts{i}_a\n" for i in range(10)))
    (folder / "samples.txt").write_text("t3\nt1\n")
    (folder / "contigs.txt").write_text("".join(f"{name}\t200000\n" for name in CONTIGS))
    (folder / "targets.bed").write_text("chr1\t0\t40000\nchr3\t0\t200000\n")
    (folder / "genome.fa").write_text("".join(f">{name}\n" + 3000 * ("ACGT" * 15 + "\n") for name in CONTIGS))
    with open(folder / "matrix.tsv.gz", "wb") as compressed:
        subprocess.run(["bgzip", "-c", folder / "matrix.tsv"], stdout=compressed, check=True)
    shutil.copy(folder / "matrix.tsv.gz", folder / "indexed.tsv.gz")
    subprocess.run(["tabix", "-S", "1", "-s", "1", "-b", "2", "-e", "2", folder / "indexed.tsv.gz"], check=True)


def grid() -> list:
    """Formats x threads, from a file; a compressed one with its index."""
    return [case(f"{kind} {threads}", kind, ["--threads", str(threads), "../in/matrix.tsv"])
            for kind in SUFFIXES for threads in (1, 2, 4)]


def others() -> list:
    """The other ways in and out."""
    lists = ["-H", "../in/header.txt", "-p", "../in/pairs.txt", "-S", "../in/samples.txt", "-C", "../in/contigs.txt",
             "-T", "../in/targets.bed", "../in/small.tsv"]
    return [
        case("pipe, index", "z", ["-"], stdin="matrix.tsv"),
        case("pipe, BCF", "b", ["-"], stdin="matrix.tsv"),
        case("pipe, standard output", "v", ["-"], output="", stdin="matrix.tsv"),
        case("standard output", "z", ["../in/matrix.tsv"], output=""),
        case("sort", "z", ["--sort", "-m", "1M", "../in/shuffled.tsv"]),
        case("bgzf", "z", ["../in/matrix.tsv.gz"]),
        case("bgzf, region", "v", ["-r", "chr2:60000-70000", "../in/indexed.tsv.gz"]),
        case("plain, region", "z", ["-r", "chr2:60000-70000", "../in/matrix.tsv"]),
        case("json", "z", ["--json", "out/account.json", "-H", "../in/header.txt", "../in/small.tsv"]),
        case("reference", "z", ["-f", "ref/genome.fa", "--check-ref=x", "-H", "../in/header.txt", "../in/small.tsv"]),
        case("lists", "b", lists),
        Case("print samples", ("--print-samples", "../in/matrix.tsv")),
        Case("help", ("--help",)),
    ]


def to_reader() -> list:
    """What goes to standard output, for a reader that goes away."""
    plain = [case(f"standard output, {kind}", kind, ["../in/matrix.tsv"], output="") for kind in "vbt"]
    plain.append(case("standard output, v 4", "v", ["--threads", "4", "../in/matrix.tsv"], output=""))
    return plain + [other for other in others() if not other.has_output]


def case(name: str, kind: str, args: list, output: str = None, stdin: str = "") -> Case:
    if output is None:
        output = "out." + SUFFIXES[kind]
    target = ["-o", "out/" + output] if output else []
    threads = [] if "--threads" in args else ["--threads", "2"]
    return Case(name, ("--no-version", "-O" + kind, *threads, *target, *args), output, stdin)
