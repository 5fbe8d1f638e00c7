#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run - one reader of others on all the main cases: what it reads of a file, and of a region, is what cases.py expects.

    run.py READER CASES_FOLDER

Exit 77 with a word where the reader is not installed; with READERS=all in the environment that is a failure."""

import os
import subprocess
import sys
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.abspath(__file__))


def without_half_calls(text):
    """plink2 holds diploid genotypes: a half call is missing, a haploid one stands twice."""
    called = text.split("|") if "." not in text else [".", "."]
    return "|".join(called * 2 if len(called) == 1 else called)


def without_last_missing(text):
    """vcftools writes `0|.` as `0` and `.|.` as `.`."""
    return text[:-2] if text.endswith("|.") else text


@dataclass
class Reader:
    script: str
    kinds: tuple                            # of output that it can read
    needs_index: bool = False               # reads nothing without one
    region: bool = True                     # can be asked for a region
    whole: bool = True                      # can be asked for all
    leaves: dict = field(default_factory=dict)  # case -> why it can't take it
    sees: callable = lambda text: text      # what becomes of a GT


POLYPLOID = "takes no ploidy above 2"
READERS = {
    "strict": Reader("strict.sh", ("vcf", "tbi", "csi", "bcf"), region=False),
    "bcftools": Reader("bcftools.sh", ("vcf", "tbi", "csi", "bcf")),
    "tabix": Reader("tabix.sh", ("tbi", "csi", "bcf"), needs_index=True),
    "vcftools": Reader("vcftools.sh", ("vcf", "tbi", "csi"), sees=without_last_missing,
                       leaves={"mixed": POLYPLOID, "contigs": "takes no colon in a contig's name"}),
    "plink2": Reader("plink2.sh", ("vcf", "tbi", "csi", "bcf"), sees=without_half_calls,
                     leaves={"mixed": POLYPLOID, "mixed_bcf": POLYPLOID, "no_rows": "refuses a file without records"}),
    "pysam": Reader("pysam_reader.py", ("vcf", "tbi", "csi", "bcf")),
    "htsjdk": Reader("htsjdk.sh", ("tbi",), needs_index=True),  # no CSI of a VCF, no BCF 2.2
    "jbrowse": Reader("jbrowse.sh", ("tbi", "csi"), needs_index=True),
    "igv": Reader("igv.sh", ("tbi", "csi"), needs_index=True, whole=False, leaves={"no_rows": "has no contig to go to"}),
}


def kind_of(folder, output):
    """tbi and csi are those of a .vcf.gz."""
    if output.endswith(".gz"):
        return "tbi" if os.path.exists(os.path.join(folder, output + ".tbi")) else "csi"
    return output.rpartition(".")[2]


def read_table(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def inside(record, contig, begin, end):
    pos = int(record[1])
    return record[0] == contig and pos <= int(end) and pos + len(record[2]) > int(begin)


def ask(reader, folder, output, region):
    """The answer's table; raises RuntimeError where the reader fails. Exits 77 where it is not installed."""
    done = subprocess.run([os.path.join(HERE, reader.script), output, *region], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode == 77:
        print(f"left out: {reader.script}: {done.stderr.strip()}")
        sys.exit(1 if os.environ.get("READERS") == "all" else 77)
    if done.returncode != 0:
        raise RuntimeError(f"exit {done.returncode}: {done.stderr.strip()[-2000:]}")
    return [line.split("\t") for line in done.stdout.splitlines()]


def difference(answer, wanted, sees):
    """What is wrong with the answer; None where nothing is."""
    wanted = [wanted[0], *([*record[:4], *map(sees, record[4:])] for record in wanted[1:])]
    if answer == wanted:
        return None
    if len(answer) != len(wanted):
        return f"{len(answer) - 1} records instead of {len(wanted) - 1}"
    number = next(i for i, (a, w) in enumerate(zip(answer, wanted)) if a != w)
    return f"record {number}: read {answer[number][:12]}, expected {wanted[number][:12]}"


def main():
    reader, cases_folder = READERS[sys.argv[1]], sys.argv[2]
    failed = records = files = regions = 0
    for name, output, *region in read_table(os.path.join(cases_folder, "cases.tsv")):
        folder = os.path.join(cases_folder, name)
        if kind_of(folder, output) not in reader.kinds:
            continue
        if name in reader.leaves:
            print(f"{name}: not asked, {sys.argv[1]} {reader.leaves[name]}")
            continue
        wanted = read_table(os.path.join(folder, "expected.tsv"))
        questions = [()] if reader.whole else []
        if reader.region and kind_of(folder, output) != "vcf":
            questions.append(region)
        for question in questions:
            expected = [wanted[0], *(record for record in wanted[1:] if not question or inside(record, *question))]
            try:
                wrong = difference(ask(reader, folder, output, question), expected, reader.sees)
            except RuntimeError as error:
                wrong = str(error)
            if wrong:
                failed += 1
                print(f"{name} {' '.join(question) or 'whole'}: {wrong}")
            records += len(expected) - 1
            files, regions = files + (not question), regions + bool(question)
    print(f"figure: {sys.argv[1]}: {files} files and {regions} regions read as expected, {records} records" if not failed
          else f"{failed} answers are wrong")
    sys.exit(1 if failed or not records else 0)


if __name__ == "__main__":
    main()
