# SPDX-License-Identifier: MIT
"""contenders - the commands that the bench times: ours, and those of the programs that it is compared with.

Each reads a file that is there and leaves a file on disk. Ours includes checks, index and fsync; no peer syncs, and of
the others only awk with tabix makes an index.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from inputs import Inputs

AWK_PROGRAM = Path(__file__).with_name("matrix_to_vcf.awk")


@dataclass(frozen=True)
class Contender:
    """A command. `needs`: programs that must be installed. `stdout`: where its output goes, if there.
    `slow`: run once, in the first round only."""

    key: str
    label: str
    command: list
    output: Path
    needs: tuple = ()
    stdout: Path | None = None
    slow: bool = False

    @property
    def ours(self) -> bool:
        return not self.needs

    def missing(self) -> list:
        return [program for program in self.needs if shutil.which(program) is None]


@dataclass(frozen=True)
class Texts:
    """Our uncompressed VCF of the matrices: what compressors get, and the measure of bytes per second."""

    all_sites: Path
    dense: Path
    wide: Path


def ours(inputs: Inputs, tool: Path) -> list:
    """Our own runs. The keys are what content.py and goals.py know them by."""
    all_sites = ["-H", inputs.all_sites.names, "-p", inputs.all_sites.pairs, inputs.all_sites.path]
    alone = ["--haploid", "-H", inputs.all_sites.names, inputs.all_sites.path]
    sparse = ["-H", inputs.sparse.names, "-p", inputs.sparse.pairs, inputs.sparse.path]
    dense = [inputs.dense.path]

    def run(key, label, arguments, suffix=".vcf.gz", threads=2):
        output = inputs.directory / f"ours-{key}{suffix}"
        return Contender(key, label, [tool, "-q", "--threads", str(threads), "-o", output, *arguments], output)

    return [
        run("all-sites", "all sites, 15 samples, PI", all_sites),
        run("all-sites-haploid", "all sites, 31 haploid samples, PI", alone),
        run("sparse", "sparse, 15 samples, PI", sparse),
        run("dense", "dense, 300 samples, PI", dense),
        run("dense-none", "dense, `--phase-tag none`", ["--phase-tag", "none", *dense]),
        run("dense-z1", "dense, PI, `-Oz1`", ["-Oz1", *dense]),
        run("dense-one", "dense, PI, `--threads 1`", dense, threads=1),
        run("dense-bcf", "dense, PI, BCF", dense, suffix=".bcf"),
        run("wide", "wide, 5,000 samples, PI", [inputs.wide.path]),
    ]


def peers(inputs: Inputs, texts: Texts) -> list:
    def output(name):
        return inputs.directory / f"peer-{name}"

    def bgzip(key, label, text):
        path = output(f"{key}.vcf.gz")
        return Contender(key, label, ["bgzip", "-@2", "-c", text], path, ("bgzip",), stdout=path)

    awk = output("awk.vcf.gz")
    awk_line = (
        f"set -eo pipefail; awk -v contigs='1 2 3 4' -f '{AWK_PROGRAM}' '{inputs.all_sites.names}' "
        f"'{inputs.all_sites.pairs}' '{inputs.all_sites.path}' | bgzip -@2 > '{awk}'; tabix -p vcf '{awk}'"
    )
    snp_sites = output("snp-sites.vcf")
    convert = output("convert.vcf.gz")
    hap_files = f"{inputs.haplotypes},{inputs.legend},{inputs.samples_for_bcftools}"
    plink2 = output("plink2")
    plink2_command = ["plink2", "--haps", inputs.haplotypes, "ref-first", "--legend", inputs.legend, "20",
                      "--sample", inputs.samples, "--export", "vcf", "bgz", "--threads", "2", "--out", plink2]
    bcf = output("view.bcf")
    return [
        Contender("awk", "awk, `bgzip -@2`, tabix", ["bash", "-c", awk_line], awk, ("awk", "bgzip", "tabix")),
        Contender("snp-sites", "snp-sites -v", ["snp-sites", "-v", "-o", snp_sites, inputs.alignment], snp_sites,
                  ("snp-sites",)),
        Contender("convert", "bcftools convert --haplegendsample2vcf -Oz",
                  ["bcftools", "convert", "--haplegendsample2vcf", hap_files, "-Oz", "-o", convert], convert,
                  ("bcftools",)),
        Contender("plink2", "plink2 --haps --export vcf bgz", plink2_command, Path(f"{plink2}.vcf.gz"), ("plink2",)),
        Contender("view-bcf", "bcftools view -Ob --threads 2 of our VCF",
                  ["bcftools", "view", "-Ob", "--threads", "2", "-o", bcf, texts.dense], bcf, ("bcftools",)),
        bgzip("bgzip-dense", "`bgzip -@2` of our dense text", texts.dense),
        bgzip("bgzip-all-sites", "`bgzip -@2` of our all-sites text", texts.all_sites),
        Contender("wc", "`wc -l` of the all-sites matrix", ["wc", "-l", inputs.all_sites.path], output("wc.txt"),
                  ("wc",), stdout=output("wc.txt")),
    ]


def original(inputs: Inputs) -> list:
    """The original program, where ORIGINAL=PATH names it. It takes a minute and 5 GiB, so it runs once."""
    path = os.environ.get("ORIGINAL")
    if not path:
        return []
    output = inputs.directory / "peer-original.txt"
    command = ["/usr/bin/python3", path, inputs.all_sites.path, inputs.all_sites.names, output]
    return [Contender("original", "the original program", command, output, ("python3",), slow=True)]
