# SPDX-License-Identifier: MIT
"""inputs - makes what the bench converts, and the same data in the forms that the other programs read.

Everything lands in one directory and is made once: a file that is newer than what it is made from is taken as it is.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

# 1000 Genomes phase 3, chr20, 300 samples, phased; from Debian's package shapeit4-example.
REAL_VCF = "/usr/share/doc/shapeit4/examples/test/reference.vcf.gz"


@dataclass(frozen=True)
class Matrix:
    """One genome matrix: where it is, and its size as `make_matrix` is told it."""

    kind: str
    path: Path
    rows: int
    columns: int

    @property
    def names(self) -> Path:
        return Path(f"{self.path}.header")

    @property
    def pairs(self) -> Path:
        return Path(f"{self.path}.pairs")


@dataclass(frozen=True)
class Inputs:
    """The matrices, and their translations for peers that cannot read a matrix."""

    directory: Path
    all_sites: Matrix
    sparse: Matrix
    dense: Matrix
    wide: Matrix

    @property
    def alignment(self) -> Path:
        return self.directory / "all-sites.fa"

    @property
    def haplotypes(self) -> Path:
        return self.directory / "dense.hap"

    @property
    def legend(self) -> Path:
        return self.directory / "dense.legend"

    @property
    def samples(self) -> Path:
        return self.directory / "dense.sample"

    @property
    def samples_for_bcftools(self) -> Path:
        return self.directory / "dense.samples"


def is_fresh(path: Path, *sources: Path) -> bool:
    return path.exists() and all(path.stat().st_mtime >= source.stat().st_mtime for source in sources)


def compile_program(source: Path, directory: Path) -> Path:
    program = directory / source.stem
    if not is_fresh(program, source):
        compiler = os.environ.get("CXX", "c++")
        subprocess.run([compiler, "-std=c++20", "-O2", "-o", program, source], check=True)
    return program


def make_panel(path: Path) -> None:
    """Writes the biallelic SNPs of the real VCF as a genome matrix; `PANEL=FILE.vcf.gz` names another phased VCF."""
    vcf = os.environ.get("PANEL", REAL_VCF)
    if not Path(vcf).exists():
        raise SystemExit(f"{vcf}: not found; install shapeit4-example, or name a phased VCF by PANEL=FILE.vcf.gz")
    listed = subprocess.run(["bcftools", "query", "-l", vcf], check=True, capture_output=True, text=True)
    names = [f"{sample}_{half}" for sample in listed.stdout.split() for half in (1, 2)]
    query = ["bcftools", "query", "-i", 'TYPE="snp" && N_ALT=1', "-f", "%CHROM\t%POS\t%REF[\t%TGT]\n", vcf]
    rows = subprocess.run(query, check=True, capture_output=True).stdout
    part = path.with_suffix(".part")
    part.write_bytes("\t".join(["CHROM", "POS", "REF", *names]).encode() + b"\n" + rows.replace(b"|", b"\t"))
    part.rename(path)


def make_matrix(maker: Path, panel: Path, matrix: Matrix) -> None:
    if is_fresh(matrix.path, maker, panel):
        return
    size = ["--rows", str(matrix.rows), "--columns", str(matrix.columns)]
    subprocess.run([maker, matrix.kind, panel, matrix.path, *size], check=True)


def variant_rows(matrix: Matrix):
    """The (CHROM, POS, REF, cells) of a header-line matrix whose cells are not all REF; cells keep their tabs."""
    with open(matrix.path, "rb") as lines:
        next(lines)
        for line in lines:
            contig, pos, reference, cells = line.rstrip(b"\n").split(b"\t", 3)
            if cells.count(reference) < matrix.columns:
                yield contig, pos, reference, cells


def make_haplotypes(inputs: Inputs) -> None:
    """The dense matrix as .hap, .legend and .sample (IMPUTE2), its variant rows alone: less to do than we have."""
    if is_fresh(inputs.haplotypes, inputs.dense.path):
        return
    digits = {}
    part = inputs.haplotypes.with_suffix(".part")
    with open(part, "wb") as haplotypes, open(inputs.legend, "wb") as legend:
        legend.write(b"id position a0 a1\n")
        for contig, pos, reference, cells in variant_rows(inputs.dense):
            (alternative,) = set(cells) - set(reference + b"\t")
            key = reference + bytes([alternative])
            table = digits.setdefault(key, bytes.maketrans(key + b"\t", b"01 "))
            haplotypes.write(cells.translate(table) + b"\n")
            legend.write(b"%b:%b_%b_%c %b %b %c\n" % (contig, pos, reference, alternative, pos, reference, alternative))
    with open(inputs.dense.path) as matrix:
        columns = matrix.readline().rstrip("\n").split("\t")[3:]
    samples = [name.rpartition("_")[0] for name in columns[::2]]
    lines = "".join(f"{name} {name} 0\n" for name in samples)
    inputs.samples.write_text("ID_1 ID_2 missing\n0 0 0\n" + lines)
    inputs.samples_for_bcftools.write_text("ID_1 ID_2 missing\n" + lines)  # bcftools expects one line of header
    part.rename(inputs.haplotypes)


def make_alignment(inputs: Inputs) -> None:
    """The all-sites matrix as FASTA: REF first, then each column; the contigs laid end to end."""
    if is_fresh(inputs.alignment, inputs.all_sites.path):
        return
    names = inputs.all_sites.names.read_text().rstrip("\n").split("\t")[2:]
    with open(inputs.all_sites.path, "rb") as matrix:
        letters = b"".join(line.split(b"\t", 2)[2].rstrip(b"\n") + b"\t" for line in matrix)
    width = 2 * len(names)
    part = inputs.alignment.with_suffix(".part")
    with open(part, "wb") as alignment:
        for column, name in enumerate(names):
            alignment.write(b">%b\n%b\n" % (name.encode(), letters[2 * column :: width]))
    part.rename(inputs.alignment)


def make_inputs(directory: Path, maker: Path, quick: bool) -> Inputs:
    """All inputs of a run. `quick`: a twentieth of the rows, for a smoke test."""
    share = 20 if quick else 1
    directory.mkdir(parents=True, exist_ok=True)
    inputs = Inputs(
        directory,
        Matrix("all-sites", directory / "all-sites.txt", 4_000_000 // share, 31),
        Matrix("sparse", directory / "sparse.txt", 4_000_000 // share, 31),
        Matrix("dense", directory / "dense.txt", 236_700 // share, 600),
        Matrix("wide", directory / "wide.txt", 15_000 // share, 10_000),
    )
    panel = directory / "panel.txt"
    if not panel.exists():
        make_panel(panel)
    for matrix in (inputs.all_sites, inputs.sparse, inputs.dense, inputs.wide):
        make_matrix(maker, panel, matrix)
    make_haplotypes(inputs)
    make_alignment(inputs)
    return inputs
