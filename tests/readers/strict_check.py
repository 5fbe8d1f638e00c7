#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""strict_check - refuses a VCF or BCF that breaks a rule of VCF 4.2, or whose index does not find what a scan finds.

    strict_check.py [--regions N] [--seed N] [--print] FILE...

--print writes the files as VCF text, unchecked. Plain or BGZF, told by content; FILE.tbi or FILE.csi is checked where it lies beside (not both). rules.py lists the rules.
Exit 0: all good; 1: a file is refused, with the rule's name. Reads with the standard library alone.
"""

import argparse
import os
import re
import sys

import bcf
from bgzf import Bgzf, read_text
from header_rules import FIXED, read_header
from index_rules import check_index
from record_rules import RecordRules
from rules import Refused, demand

CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")


def decode(text):
    bad = CONTROL.search(text)
    demand(not bad, "text.bytes", f"byte {bad[0]!r} at {bad.start()}" if bad else "")
    demand(text.endswith(b"\n"), "text.bytes", "no newline at the end")
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise Refused("text.bytes", str(error)) from None


def vcf_records(text):
    """The header, then (begin, end, line) of each record."""
    lines = decode(text).split("\n")[:-1]
    header, count = read_header(lines)
    yield header
    at = sum(len(line.encode()) + 1 for line in lines[:count])
    for line in lines[count:]:
        end = at + len(line.encode()) + 1
        yield at, end, line
        at = end


def bcf_records(text):
    header_text, at = bcf.read_header(text)
    names = bcf.Dictionary(header_text.decode("utf-8", "replace"))
    yield read_header(decode(header_text).split("\n")[:-1])[0]
    for begin, end, line in bcf.read_records(text, at, names):
        decode(line.encode("utf-8", "surrogateescape") + b"\n")
        yield begin, end, line


def open_file(path):
    """Bgzf or bytes, and what yields the header and then the records."""
    source = read_text(path)
    text = source.text if isinstance(source, Bgzf) else source
    return source, bcf_records(text) if text[:3] == b"BCF" else vcf_records(text)


def check(path, regions=100, seed=1):
    """How many records the file has; raises Refused where it breaks a rule."""
    source, records = open_file(path)
    header = next(records)
    is_bcf = records.__name__ == "bcf_records"
    rules = RecordRules(header)
    spans = []
    for begin, end, line in records:
        spans.append((*rules.check(line), begin, end))
    for suffix in (".tbi", ".csi"):
        if isinstance(source, Bgzf) and os.path.exists(path + suffix):
            check_index(path + suffix, path, source, spans, list(header.contigs) if is_bcf else None, regions, seed)
    return len(spans)


def show(path):
    records = open_file(path)[1]
    print("\t".join([*FIXED, "FORMAT", *next(records).samples]))
    for _, _, line in records:
        print(line)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--regions", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--print", action="store_true")
    options.add_argument("files", nargs="+")
    given = options.parse_args()
    refused = 0
    for path in given.files:
        if given.print:
            show(path)
            continue
        try:
            print(f"{path}: {check(path, given.regions, given.seed)} records, good")
        except Refused as error:
            print(f"{path}: {error}")
            refused = 1
    sys.exit(refused)


if __name__ == "__main__":
    main()
