# SPDX-License-Identifier: MIT
"""record_rules - what a record must be: by VCF 4.2, and by what this project promises of AC, AN, PI and PS."""

import re

from rules import demand

BASES = re.compile("[ACGTN]+")
GENOTYPE = re.compile(r"(?:\.|0|[1-9][0-9]*)(?:[|/](?:\.|0|[1-9][0-9]*))*")
VALUE = {"Integer": re.compile("-?[0-9]+|[.]"), "Float": re.compile(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?|[.]"),
         "Character": re.compile("[^,]"), "String": re.compile("[^,]+")}
LARGEST_POS = 2**31 - 2


class RecordRules:
    """Checks the records of a file one by one, in their order."""

    def __init__(self, header):
        self.header = header
        self.seen, self.contig, self.pos = set(), None, 0
        self.good_cells = {}  # (FORMAT keys, ALTs) -> cell -> its alleles; the same cells come again and again

    def check(self, line):
        """(contig, begin, end), zero-based, of a good record."""
        fields = line.split("\t")
        width = 8 + (1 + len(self.header.samples) if self.header.samples else 0)
        demand(len(fields) == width and all(fields), "record.columns", f"{len(fields)} fields: {line[:80]}")
        place = self.check_place(fields)
        alts = self.check_alleles(fields)
        demand(fields[5] == "." or VALUE["Float"].fullmatch(fields[5]), "record.qual", fields[5])
        filters = fields[6].split(";")
        demand(all(name in ("PASS", ".") or name in self.header.FILTER for name in filters), "record.filter", fields[6])
        info = self.check_info(fields[7], len(alts))
        if self.header.samples:
            self.check_samples(fields[8].split(":"), fields[9:], info, len(alts))
        return place

    def check_place(self, fields):
        contig, pos, identifier, ref = fields[:4]
        demand(contig in self.header.contigs, "record.chrom", contig)
        demand(re.fullmatch("[1-9][0-9]{0,9}", pos) and int(pos) <= LARGEST_POS, "record.pos", pos)
        begin = int(pos) - 1
        if contig != self.contig:
            demand(contig not in self.seen, "record.grouping", f"{contig} comes again at {pos}")
            self.seen.add(contig)
            self.contig, self.pos = contig, 0
        demand(begin >= self.pos, "record.order", f"{contig}:{pos}")
        self.pos = begin
        demand(BASES.fullmatch(ref), "record.ref", ref[:80])
        length = self.header.contigs[contig]
        demand(begin + len(ref) <= (length or LARGEST_POS), "record.end", f"{contig}:{pos} and {len(ref)} bases of REF")
        ids = identifier.split(";")
        demand(all(ids) and len(set(ids)) == len(ids) and not re.search(r"\s", identifier), "record.id", identifier)
        return contig, begin, begin + len(ref)

    @staticmethod
    def check_alleles(fields):
        alts = [] if fields[4] == "." else fields[4].split(",")
        demand(all(alt == "*" or BASES.fullmatch(alt) for alt in alts), "record.alt", fields[4][:80])
        demand(len(set(alts + [fields[3]])) == len(alts) + 1, "record.alt", f"{fields[3]} and {fields[4]}"[:80])
        return alts

    def check_value(self, declared, text, alts, what):
        number, type_ = declared
        values = [] if type_ == "Flag" else text.split(",")
        wanted = {"A": alts, "R": alts + 1, "G": len(values), ".": len(values)}.get(number)
        wanted = int(number) if wanted is None else wanted
        demand(len(values) == wanted or (text == "." and type_ != "Flag"), "record.number", what)
        demand(all(VALUE[type_].fullmatch(value) for value in values), "record.type", what)

    def check_info(self, text, alts):
        info = {}
        for item in [] if text == "." else text.split(";"):
            key, equals, value = item.partition("=")
            demand(key in self.header.INFO and key not in info, "record.info", item)
            demand(bool(equals) == (self.header.INFO[key][1] != "Flag"), "record.number", item)
            self.check_value(self.header.INFO[key], value, alts, item)
            info[key] = value
        return info

    def check_samples(self, keys, cells, info, alts):
        known = all(key in self.header.FORMAT for key in keys) and len(set(keys)) == len(keys)
        demand(known and keys[0] == "GT", "genotype.format", ":".join(keys))
        counts, called = [0] * (alts + 1), 0
        good_cells = self.good_cells.setdefault((tuple(keys), alts), {})
        for cell in cells:
            if cell not in good_cells:
                good_cells[cell] = self.check_cell(keys, cell, alts)
            for number in good_cells[cell]:
                counts[number] += 1
                called += 1
        demand(info.get("AN") == str(called), "count.an", f"AN is {info.get('AN')}, alleles are {called}")
        sums = ",".join(map(str, counts[1:])) or None
        demand(info.get("AC") == sums, "count.ac", f"AC is {info.get('AC')}, alleles sum to {sums}")

    def check_cell(self, keys, cell, alts):
        """The allele numbers that it calls."""
        values = cell.split(":")
        demand(len(values) == len(keys) and all(values), "genotype.cell", cell)
        demand(GENOTYPE.fullmatch(values[0]), "genotype.gt", cell)
        numbers = [int(text) for text in re.split("[|/]", values[0]) if text != "."]
        demand(all(number <= alts for number in numbers), "genotype.allele", f"{cell} of {alts + 1} alleles")
        for key, value in zip(keys[1:], values[1:]):
            self.check_value(self.header.FORMAT[key], value, alts, cell)
            if key in ("PI", "PS"):
                good = (value == ".") == (not numbers) and not re.search("%(?![0-9A-Fa-f]{2})", value)
                demand(good, "phase.tag", cell)
        return numbers
