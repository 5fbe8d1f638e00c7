# SPDX-License-Identifier: MIT
"""rules - what the strict checker demands, by name, and the one way to refuse a file."""

RULES = {
    "bgzf.block": "a BGZF block is whole: gzip header, BC field, sizes, CRC",
    "bgzf.empty": "no empty block stands before the end",
    "bgzf.eof": "the EOF block is the last one",
    "bcf.magic": "a BCF file begins with BCF 2.2 and a header of the length it tells",
    "bcf.idx": "IDX numbers are there, unique, and PASS is 0",
    "bcf.record": "a BCF record has the lengths, types and counts that it tells",
    "bcf.rlen": "rlen is the length of REF",
    "text.bytes": "UTF-8, no control bytes, no CR, and a newline at the end",
    "header.fileformat": "the first line is ##fileformat=VCFv4.2",
    "header.line": "a ## line is KEY=VALUE or KEY=<ID=...,...> with unique keys",
    "header.fields": "INFO and FORMAT have ID, Number, Type, Description; FILTER has ID, Description",
    "header.type": "Number and Type are VCF's",
    "header.reserved": "AC, AN, GT and PS are declared as VCF 4.2 has them",
    "header.twice": "no ID is declared twice",
    "header.contig": "contig names are of VCF 4.3's pattern, lengths 1 to 2^31-1",
    "header.columns": "#CHROM to INFO, then FORMAT where there are samples",
    "header.samples": "sample names are unique and not empty",
    "record.columns": "each record has a field for each column, none empty",
    "record.chrom": "CHROM is a declared contig",
    "record.grouping": "records of a contig stand together",
    "record.pos": "POS is plain digits, 1 to 2^31-2",
    "record.order": "POS does not decrease within a contig",
    "record.end": "a record ends within the contig's length",
    "record.id": "IDs have no blanks and none stands twice in a record",
    "record.ref": "REF is of A C G T N",
    "record.alt": "ALT alleles are of A C G T N or *, differ from REF and from each other",
    "record.qual": "QUAL is a number or .",
    "record.filter": "FILTER is PASS, . or declared",
    "record.info": "INFO keys are declared and unique",
    "record.number": "a field has as many values as its Number says",
    "record.type": "a value is of its Type",
    "genotype.format": "FORMAT keys are declared and unique, GT is the first",
    "genotype.cell": "a cell has a value for each FORMAT key",
    "genotype.gt": "GT is allele numbers or ., with | or / between",
    "genotype.allele": "an allele number is one of the record's alleles",
    "count.ac": "AC is there where ALT is, and is what the genotypes sum to",
    "count.an": "AN is there and is the number of called alleles",
    "phase.tag": "PI and PS are . where, and only where, no allele is called; PI has whole % escapes",
    "index.format": "a TBI or CSI is whole BGZF with the magic, columns and levels it needs",
    "index.names": "the index names the contigs that have records, in their order",
    "index.chunk": "chunks begin at a record's first byte and end at a record's end, in the right contig",
    "index.count": "the index tells how many records each contig has",
    "index.region": "the index finds the records of a region that a scan finds",
    "index.older": "the index is not older than the file",
}


class Refused(Exception):
    """The file breaks `rule`."""

    def __init__(self, rule, what):
        assert rule in RULES, rule
        super().__init__(f"{rule}: {what} ({RULES[rule]})")
        self.rule = rule


def demand(holds, rule, what):
    if not holds:
        raise Refused(rule, what)
