# SPDX-License-Identifier: MIT
"""header_rules - what a VCF 4.2 header must be, and what it declares."""

import re
from dataclasses import dataclass, field

from rules import demand

CONTIG_NAME = re.compile(r"[0-9A-Za-z!#$%&+./:;?@^_|~-][0-9A-Za-z!#$%&*+./:;=?@^_|~-]*\Z")
FIXED = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"]
RESERVED = {("INFO", "AC"): ("A", "Integer"), ("INFO", "AN"): ("1", "Integer"), ("FORMAT", "GT"): ("1", "String"),
            ("FORMAT", "PS"): ("1", "Integer")}
PAIR = re.compile(r'([A-Za-z_0-9.]+)=("(?:[^"\\]|\\.)*"|[^,">]*)(,|\Z)')


@dataclass
class Header:
    contigs: dict = field(default_factory=dict)  # name -> length or None
    INFO: dict = field(default_factory=dict)     # ID -> (Number, Type)
    FORMAT: dict = field(default_factory=dict)
    FILTER: dict = field(default_factory=dict)
    samples: list = field(default_factory=list)


def structured(line):
    """The pairs of KEY=<...>; quoted values keep their quotes."""
    inside = line[line.index("<") + 1 : -1]
    pairs, at = {}, 0
    while at < len(inside):
        pair = PAIR.match(inside, at)
        demand(pair and pair[1] not in pairs, "header.line", line)
        pairs[pair[1]] = pair[2]
        at = pair.end()
    demand(not inside.endswith(","), "header.line", line)
    return pairs


def declare(header, kind, pairs, line):
    name = pairs.get("ID", "")
    table = header.contigs if kind == "contig" else getattr(header, kind)
    demand(name, "header.fields", line)
    demand(name not in table, "header.twice", line)
    if kind == "contig":
        length = pairs.get("length")
        demand(CONTIG_NAME.match(name), "header.contig", line)
        demand(length is None or re.fullmatch("[1-9][0-9]{0,9}", length) and int(length) < 2**31, "header.contig", line)
        table[name] = length and int(length)
        return
    needed = ["Description"] if kind == "FILTER" else ["Number", "Type", "Description"]
    demand(all(key in pairs for key in needed) and pairs["Description"].startswith('"'), "header.fields", line)
    if kind == "FILTER":
        table[name] = True
        return
    number, type_ = pairs["Number"], pairs["Type"]
    types = ["Integer", "Float", "Character", "String"] + (["Flag"] if kind == "INFO" else [])
    demand(re.fullmatch("[0-9]+|[ARG.]", number) and type_ in types, "header.type", line)
    demand((type_ == "Flag") == (number == "0"), "header.type", line)
    demand(RESERVED.get((kind, name), (number, type_)) == (number, type_), "header.reserved", line)
    table[name] = (number, type_)


def read_header(lines):
    """The Header of the lines up to #CHROM, and how many lines it has."""
    demand(lines[0] == "##fileformat=VCFv4.2", "header.fileformat", lines[0][:80])
    header = Header()
    for number, line in enumerate(lines[1:], 2):
        if not line.startswith("##"):
            read_columns(header, line)
            return header, number
        demand(re.match(r"##[^=<>\s]+=.", line), "header.line", line)
        kind = line[2 : line.index("=")]
        demand(kind != "fileformat", "header.fileformat", "a second one")
        if kind in ("contig", "INFO", "FORMAT", "FILTER"):
            demand(line[len(kind) + 3] == "<" and line.endswith(">"), "header.line", line)
            declare(header, kind, structured(line), line)
    demand(False, "header.columns", "there is no #CHROM line")


def read_columns(header, line):
    columns = line.split("\t")
    demand(columns[:8] == FIXED and (len(columns) == 8 or columns[8] == "FORMAT" and len(columns) > 9),
           "header.columns", line[:80])
    header.samples = columns[9:]
    demand(all(header.samples) and len(set(header.samples)) == len(header.samples), "header.samples", line[:200])
