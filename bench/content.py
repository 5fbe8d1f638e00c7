# SPDX-License-Identifier: MIT
"""content - proves that the programs in the race wrote the same thing, before anybody's time counts.

Two outputs are decoded by bcftools (or are text already), brought to one form and compared by their md5.
"""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

from contenders import Texts
from inputs import Inputs, Matrix, variant_rows

GENOTYPES = r"bcftools query -f '%CHROM\t%POS\t%REF\t%ALT[\t%GT]\n'"
EVERYTHING = r"bcftools query -f '%CHROM\t%POS\t%REF\t%ALT\t%INFO/AC\t%INFO/AN[\t%GT:%PI]\n'"
ALLELES = r"bcftools query -f '%CHROM\t%POS\t%REF[\t%TGT]\n'"

# Haploid alleles at a place in the alignment, where the contigs lie end to end, all of {contig_rows} rows. snp-sites
# has REF as its first sample, and `*` for a gap or an N.
OURS_IN_ALIGNMENT = r"""awk -F'\t' -v OFS='\t' '{{ $2 += ($1 - 1) * {contig_rows}; print }}' | cut -f2-"""
SNP_SITES_IN_ALIGNMENT = r"""tr '*' '.' | cut -f2,3,5-"""

# The haplotype table with the letters of ALT in order: the original's order is random.
SORTED_ALT = r"""awk -F'\t' -v OFS='\t' '{
  n = split($4, letter, ",")
  for (i = 2; i <= n; i++) for (j = i; j > 1 && letter[j - 1] > letter[j]; j--) {
    keep = letter[j]; letter[j] = letter[j - 1]; letter[j - 1] = keep }
  $4 = letter[1]; for (i = 2; i <= n; i++) $4 = $4 "," letter[i]
  print }'"""


NOTHING = hashlib.md5(b"").hexdigest()  # equal, but no proof


class ContentDiffers(Exception):
    """Two programs that should have written the same did not."""


@dataclass(frozen=True)
class Check:
    """Two shell commands whose outputs must be equal, and the contenders that must have run."""

    says: str
    left: str
    right: str
    keys: tuple


def digest(command: str) -> str:
    script = f"set -o pipefail; {command} | md5sum"
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    if finished.returncode != 0:
        raise ContentDiffers(f"{command}\n{finished.stderr}")
    return finished.stdout.split()[0]


def check_all(checks: list, costs: dict, say) -> list:
    """Returns the sentences that were proved; raises ContentDiffers at the first that is false."""
    digests, proved = {}, []
    for check in checks:
        if not all(key in costs for key in check.keys):
            continue
        for command in (check.left, check.right):
            if command not in digests:
                digests[command] = digest(command)
        if digests[check.left] != digests[check.right] or digests[check.left] == NOTHING:
            raise ContentDiffers(f"{check.says}: not so\n  {check.left}\n  {check.right}")
        proved.append(check.says)
        say(f"same content: {check.says}")
    return proved


def check_matrix(vcf: Path, matrix: Matrix, say) -> str:
    """The letters of our VCF against those of the matrix itself, read by a few lines of Python."""
    rows = hashlib.md5()
    for contig, pos, reference, cells in variant_rows(matrix):
        rows.update(b"\t".join((contig, pos, reference, cells)) + b"\n")
    if rows.hexdigest() != digest(rf"{ALLELES} {vcf} | tr '|' '\t'"):
        raise ContentDiffers(f"{vcf}: not the variant rows of {matrix.path}")
    says = f"our {matrix.kind} VCF, the variant rows of the matrix"
    say(f"same content: {says}")
    return says


def checks(inputs: Inputs, texts: Texts, contenders: list, table: Path) -> list:
    """All comparisons. `table`: our haplotype table of the all-sites matrix, with `-0`."""
    path = {contender.key: contender.output for contender in contenders}

    def pair(says, decode, left, right):
        if left in path and right in path:
            listed.append(Check(says, f"{decode} {path[left]}", f"{decode} {path[right]}", (left, right)))

    listed = []
    pair("plink2, dense", GENOTYPES, "dense-none", "plink2")
    pair("bcftools convert, dense", GENOTYPES, "dense-none", "convert")
    pair("our settings, dense: `-Oz1`", EVERYTHING, "dense", "dense-z1")
    pair("our settings, dense: `--threads 1`", EVERYTHING, "dense", "dense-one")
    pair("our BCF, dense", EVERYTHING, "dense", "dense-bcf")
    pair("bcftools view -Ob, dense", EVERYTHING, "dense-bcf", "view-bcf")
    pair("awk, all sites: every byte of every record", "bcftools view -H", "all-sites", "awk")
    for key, text in (("dense", texts.dense), ("all-sites", texts.all_sites), ("wide", texts.wide)):
        body = "grep -v '^##matrix2vcf'"
        listed.append(Check(f"our VCF text, {key}", f"bgzip -dc {path[key]} | {body}", f"{body} {text}", (key,)))
    if "snp-sites" in path:
        placed = OURS_IN_ALIGNMENT.format(contig_rows=inputs.all_sites.rows // 4)
        listed.append(Check("snp-sites, all sites", rf"{ALLELES} {path['all-sites-haploid']} | {placed}",
                            rf"{ALLELES} {path['snp-sites']} | {SNP_SITES_IN_ALIGNMENT}",
                            ("all-sites-haploid", "snp-sites")))
    if "original" in path:
        listed.append(Check("the original's table, all sites (its random order of ALT aside)",
                            f"{SORTED_ALT} {table}", f"{SORTED_ALT} {path['original']}", ("original",)))
    return listed
