#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""strict_check_test - the strict checker takes a good file and refuses each of these bad ones, by the rule that it breaks.

Every rule of rules.py has a file that breaks it. Indexes and BCF are made by tabix and bcftools, then changed."""

import os
import struct
import subprocess
import sys
import tempfile

import bgzf
from rules import RULES, Refused
from strict_check import check

GOOD = """\
##fileformat=VCFv4.2
##FILTER=<ID=PASS,Description="All filters passed">
##FILTER=<ID=low,Description="a \\"quoted\\" word, and a comma">
##contig=<ID=1,length=40000>
##contig=<ID=2>
##contig=<ID=3>
##INFO=<ID=AC,Number=A,Type=Integer,Description="count">
##INFO=<ID=AN,Number=1,Type=Integer,Description="total">
##INFO=<ID=DB,Number=0,Type=Flag,Description="known">
##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
##FORMAT=<ID=PI,Number=1,Type=String,Description="block">
##FORMAT=<ID=PS,Number=1,Type=Integer,Description="set">
##tool_Command=tool -x "<a>"
#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S T U
1 10 rs1;rs2 A C . PASS AC=1;AN=4 GT:PI:PS 0|1:1:1 0|.:1:1 0:1:1
1 10 . A AT,* 3.5 . AC=2,1;AN=4 GT:PI:PS 1|2:1:1 0|1:1:1 .:.:.
1 20000 . AC A . low AC=1;AN=5;DB GT:PI:PS 0/1:1%3A:1 0|0:1:1 0:1:1
1 39999 . AC A . . AC=1;AN=5 GT:PI:PS 0|1:1:1 0|0:1:1 0:1:1
3 7 . N . . . AN=4 GT:PI:PS 0|0:3:1 0|0:3:1 .:.:.
3 8 . G T . . AC=5;AN=5 GT:PI:PS 1|1:3:1 1|1:3:1 1:3:1
"""
GOOD = "\n".join(line if line.startswith("##") else line.replace(" ", "\t") for line in GOOD.split("\n"))

# rule, then what to replace in the good file, once. A blank stands for a tab where the file has no such text with blanks.
TEXTS = [
    ("text.bytes", "quoted", "quo\x01ted"), ("text.bytes", "1:3:1\n", "1:3:1"), ("text.bytes", "known", "kn\xffown"),
    ("text.bytes", "VCFv4.2\n", "VCFv4.2\r\n"), ("text.bytes", "rs1", "r\0s"),
    ("header.fileformat", "VCFv4.2", "VCFv4.3"), ("header.fileformat", "##tool_Command=", "##fileformat="),
    ("header.line", "##tool_Command=", "##tool Command="), ("header.line", 'Description="set">', 'Description="set"'),
    ("header.line", "##INFO=<ID=AC,", "##INFO=<ID=AC,ID=AC,"), ("header.line", "##contig=<ID=2>", "##contig=<ID=2,>"),
    ("header.line", '\\"quoted\\"', '"quoted"'), ("header.line", "##contig=<ID=2>", "##contig=2"),
    ("header.fields", ',Type=String,Description="block"', ',Description="block"'), ("header.fields", '"set"', "set"),
    ("header.fields", "FILTER=<ID=low,", "FILTER=<"), ("header.type", "ID=PI,Number=1", "ID=PI,Number=x"),
    ("header.type", "ID=PI,Number=1,Type=String", "ID=PI,Number=1,Type=Text"),
    ("header.type", "ID=PI,Number=1,Type=String", "ID=PI,Number=0,Type=Flag"), ("header.type", "Number=0", "Number=1"),
    ("header.reserved", "ID=AC,Number=A", "ID=AC,Number=."), ("header.reserved", "ID=AN,Number=1", "ID=AN,Number=2"),
    ("header.reserved", "ID=GT,Number=1,Type=String", "ID=GT,Number=1,Type=Integer"),
    ("header.reserved", "ID=PS,Number=1,Type=Integer", "ID=PS,Number=1,Type=String"),
    ("header.twice", "<ID=2>", "<ID=3>"), ("header.twice", "ID=PS", "ID=PI"), ("header.contig", "<ID=2>", "<ID=*2>"),
    ("header.contig", "<ID=2>", "<ID=2,length=0>"), ("header.contig", "<ID=2>", "<ID=2,length=2147483648>"),
    ("header.columns", "#CHROM", "#CHR"), ("header.columns", " FORMAT S T U", " FORMAT"), ("header.columns", "#CHROM", "##CHROM=1"),
    ("header.samples", " S T U", " S T S"), ("header.samples", " S T U", " S  U"),
    ("record.columns", " 0:1:1\n", " 0:1:1 0:1:1\n"), ("record.columns", " 0:1:1\n", "\n"), ("record.columns", "rs1;rs2", ""),
    ("record.columns", "1 20000", "\n1 20000"),
    ("record.chrom", "3 7", "4 7"), ("record.grouping", "3 8", "1 8"), ("record.pos", "3 7", "3 0"), ("record.pos", "3 7", "3 07"),
    ("record.pos", "3 7", "3 -7"), ("record.pos", "3 7", "3 7.0"), ("record.pos", "3 8", "3 2147483647"),
    ("record.order", "3 7", "3 9"), ("record.end", "1 39999 . AC", "1 39999 . ACG"), ("record.end", "3 8 . G", "3 2147483646 . GG"),
    ("record.id", "rs1;rs2", "rs1;rs1"), ("record.id", "rs1;rs2", "rs1;"), ("record.id", "rs1;rs2", "rs1\u00a0rs2"),
    ("record.ref", "3 7 . N", "3 7 . R"), ("record.ref", "3 7 . N", "3 7 . n"), ("record.ref", "3 7 . N", "3 7 . ."),
    ("record.alt", "AT,*", "AT,<*>"), ("record.alt", "AT,*", "AT,"), ("record.alt", "AT,*", "AT,A"), ("record.alt", "AT,*", "AT,AT"),
    ("record.alt", "AT,*", "AT,."), ("record.alt", "AT,*", "aT,*"), ("record.qual", "3.5", "x"), ("record.qual", "3.5", "3,5"),
    ("record.filter", " low ", " high "), ("record.filter", " low ", " low; "), ("record.info", ";DB", ";XX"),
    ("record.info", ";DB", ";DB;DB"), ("record.info", ";DB", ";"), ("record.number", ";DB", ";DB=1"), ("record.number", "AC=2,1", "AC=2"),
    ("record.number", "AN=4", "AN"), ("record.number", "AN=4", "AN=4,4"), ("record.type", "AN=4", "AN=4.0"), ("record.type", "AC=2,1", "AC=2,x"),
    ("record.type", "0|1:1:1", "0|1:1:x"), ("genotype.format", "GT:PI:PS", "GT:PI:XX"), ("genotype.format", "GT:PI:PS", "GT:PI:PI"),
    ("genotype.format", "GT:PI:PS", "PI:GT:PS"), ("genotype.cell", "0|.:1:1", "0|.:1"), ("genotype.cell", "0|.:1:1", "0|.:1:1:1"),
    ("genotype.cell", "0|.:1:1", "0|.::1"), ("genotype.gt", "0|.:1:1", "0|:1:1"), ("genotype.gt", "0|.:1:1", "0\\.:1:1"),
    ("genotype.gt", "0|.:1:1", "00|.:1:1"), ("genotype.gt", "0|.:1:1", "-1|.:1:1"), ("genotype.allele", "1|2:1:1", "1|3:1:1"),
    ("count.ac", "AC=2,1", "AC=1,2"), ("count.ac", "AC=1;AN=4", "AN=4"), ("count.an", "AN=4", "AN=5"), ("count.an", ";AN=5;DB", ";DB"),
    ("phase.tag", " .:.:.", " .:1:."), ("phase.tag", " .:.:.", " .:.:1"), ("phase.tag", "0|.:1:1", "0|.:.:1"),
    ("phase.tag", "1%3A", "1%3"), ("phase.tag", "1%3A", "1%XX"),
]


def changed(data, old, new):
    """`data` with its first `old` replaced; bytes or text."""
    assert old in data, old
    return data.replace(old, new, 1)


def patched(data, at, layout, change):
    """`data` with the number at `at` changed."""
    value = struct.unpack_from("<" + layout, data, at)[0]
    at %= len(data)
    return data[:at] + struct.pack("<" + layout, change(value)) + data[at + struct.calcsize("<" + layout):]


def text_mutants(_):
    for rule, old, new in TEXTS:
        if old not in GOOD:
            old, new = old.replace(" ", "\t"), new.replace(" ", "\t")
        yield rule, "x.vcf", changed(GOOD, old, new).encode("latin-1" if "\xff" in new else "utf-8"), None


def bgzf_mutants(_):
    data = bgzf.compress(GOOD.encode(), 300)
    second = struct.unpack_from("<H", data, 16)[0] + 1
    yield "bgzf.eof", "x.vcf.gz", data[:-28], None
    yield "bgzf.eof", "x.vcf.gz", data + b"\0", None
    yield "bgzf.empty", "x.vcf.gz", data + bgzf.EOF_BLOCK, None
    yield "bgzf.block", "x.vcf.gz", data[:10] + b"\0" + data[11:], None
    yield "bgzf.block", "x.vcf.gz", patched(data, 16, "H", lambda size: size + 1), None
    yield "bgzf.block", "x.vcf.gz", patched(data, second - 8, "I", lambda crc: crc ^ 1), None
    yield "bgzf.block", "x.vcf.gz", patched(data, second - 4, "I", lambda size: size + 1), None
    yield "bgzf.block", "x.vcf.gz", data[:30] + bytes([data[30] ^ 0x40]) + data[31:], None


def bcf_mutants(folder):
    good = run(["bcftools", "view", "-Ou", "--no-version", "-"], GOOD.encode())
    length = struct.unpack_from("<I", good, 5)[0]
    first = 9 + length
    shared = struct.unpack_from("<I", good, first)[0]
    end = first + 8 + sum(struct.unpack_from("<II", good, first))

    def mutant(rule, data):
        return rule, "x.bcf", bgzf.compress(data), None

    yield mutant("bcf.magic", changed(good, b"BCF\2\2", b"BCF\2\1"))
    yield mutant("bcf.magic", patched(good, 5, "I", lambda n: n - 1))
    yield mutant("bcf.magic", patched(good, 5, "I", lambda n: n + 10**6))
    yield mutant("bcf.idx", changed(good, b",IDX=0>", b",IDX=9>"))
    yield mutant("bcf.idx", changed(good, b",IDX=2>", b",idx=2>"))
    yield mutant("bcf.rlen", patched(good, first + 16, "i", lambda n: n + 1))
    yield mutant("record.pos", patched(good, first + 12, "i", lambda n: -1))
    yield mutant("bcf.record", patched(good, first + 8, "i", lambda n: 77))
    yield mutant("bcf.record", patched(good, first + 24, "I", lambda n: n + 1))          # n_info
    yield mutant("bcf.record", patched(good, first + 24, "I", lambda n: n & 0xFFFF))     # n_allele
    yield mutant("bcf.record", patched(good, first + 28, "I", lambda n: n + 1))          # samples
    yield mutant("bcf.record", patched(good, first + 28, "I", lambda n: n - (1 << 24)))  # n_fmt
    yield mutant("bcf.record", patched(good, first, "I", lambda n: n + 1))
    yield mutant("bcf.record", patched(good, first + 4, "I", lambda n: n + 1))
    yield mutant("bcf.record", good[: end - 1])
    yield mutant("bcf.record", good + b"\0" * 4)
    gt = first + 8 + shared + 3  # key, type, then the first sample's two alleles
    assert good[gt : gt + 2] == b"\2\5", good[gt : gt + 2]
    yield mutant("bcf.record", good[:gt] + b"\x81" + good[gt + 1 :])
    yield mutant("bcf.record", good[:gt] + b"\x80" + good[gt + 1 :])
    yield mutant("bcf.record", good[: gt - 1] + b"\x2f" + good[gt:])
    yield mutant("genotype.allele", good[:gt] + b"\x06" + good[gt + 1 :])


def index_mutants(folder):
    packed = bgzf.compress(GOOD.encode(), 1300)
    path = os.path.join(folder, "i.vcf.gz")
    write(path, packed)
    for name, arguments in ((".tbi", ["-t"]), (".csi", ["-c"])):
        run(["bcftools", "index", "-f", *arguments, path])
        with open(path + name, "rb") as file:
            good = bgzf.Bgzf(file.read()).text

        def mutant(rule, data, suffix=name, text=packed):
            return rule, "x.vcf.gz", text, (suffix, bgzf.compress(data))

        names = good.index(b"1\x003\x00")
        body = names + 4 if name == ".tbi" else names + 8   # the first contig's number of bins
        wide = 4 if name == ".tbi" else 12                  # from a bin's number to its number of chunks
        yield mutant(None, good)
        yield mutant("index.format", changed(good, b"I\1", b"I\2"))
        yield mutant("index.format", good[:-9])
        yield mutant("index.format", good + b"\0" * 3)
        yield mutant("index.format", patched(good, names - 28, "i", lambda n: n + 1))
        yield mutant("index.names", changed(good, b"1\x003\x00", b"3\x001\x00"))
        yield mutant("index.names", changed(good, b"1\x003\x00", b"1\x0033"))
        yield mutant("index.chunk", patched(good, body + 8 + wide, "Q", lambda n: n + 1))
        yield mutant("index.chunk", patched(good, body + 16 + wide, "Q", lambda n: n - 1))
        yield mutant("index.region", patched(good, body + 4, "I", lambda n: n + 3))
        levels = 5 if name == ".tbi" else struct.unpack_from("<i", good, 8)[0]
        pseudo = good.index(struct.pack("<I", (8 ** (levels + 1) - 1) // 7 + 1), body)
        yield mutant("index.count", patched(good, pseudo + 4 + wide + 16, "Q", lambda n: n + 1))
        yield "index.older", "x.vcf.gz", packed, (name, bgzf.compress(good), -10)
        yield "bgzf.eof", "x.vcf.gz", packed, (name, bgzf.compress(good)[:-28])
    yield "index.region", "x.vcf.gz", packed, (".csi", bgzf.compress(raised_loffset(good)))


def raised_loffset(csi):
    """A CSI whose first bin tells a record's end as the first place worth a look."""
    at = csi.index(b"1\x003\x00") + 8 + 8
    end = struct.unpack_from("<Q", csi, at + 8 + 4 + 8)[0]
    return csi[:at] + struct.pack("<Q", end) + csi[at + 8 :]


def run(command, text=None):
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True).stdout


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def verdict(folder, name, data, index):
    """The rule that the file breaks, None for a good one."""
    path = os.path.join(folder, name)
    write(path, data)
    if index:
        write(path + index[0], index[1])
        os.utime(path, ns=(10**18, 10**18))
        moment = 10**18 + (index[2] if len(index) > 2 else 0)
        os.utime(path + index[0], ns=(moment, moment))
    try:
        check(path, regions=300)
        return None
    except Refused as error:
        return error.rule
    finally:
        for entry in os.listdir(folder):
            os.remove(os.path.join(folder, entry))


def main():
    broken, wrong, count = set(), 0, 0
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as makers:
        goods = [(None, "x.vcf", GOOD.encode(), None), (None, "x.vcf.gz", bgzf.compress(GOOD.encode(), 300), None),
                 (None, "x.bcf", run(["bcftools", "view", "-Ob", "-"], GOOD.encode()), None)]
        for makes in (lambda _: goods, text_mutants, bgzf_mutants, bcf_mutants, index_mutants):
            for number, (rule, name, data, index) in enumerate(makes(makers)):
                found = verdict(folder, name, data, index)
                count += rule is not None
                broken.add(found)
                if found != rule:
                    wrong += 1
                    print(f"{getattr(makes, '__name__', '')} {number} ({name}): expected {rule}, found {found}")
    for rule in RULES.keys() - broken:
        wrong += 1
        print(f"no file here breaks {rule}")
    print(f"figure: strict checker: {len(RULES)} rules, {count} bad files, all refused by the rule they break" if not wrong else "")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
