# SPDX-License-Identifier: MIT
"""goals - what the project promises against each peer, and whether a run of the bench kept it."""

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Goal:
    """`must` and `aim` bound `reached`: from below where `more` is better, else from above. `size`: our bytes as a
    share of theirs, with bounds of its own; None where size is not judged."""

    against: str
    reached: float
    must: float
    aim: float
    unit: str = "x"
    more: bool = True
    size: float | None = None
    size_must: float | None = None
    size_aim: float | None = None

    def holds(self, bound: float, size_bound: float | None) -> bool:
        kept = self.reached >= bound if self.more else self.reached <= bound
        return kept and (size_bound is None or self.size <= size_bound)

    @property
    def verdict(self) -> str:
        if self.holds(self.aim, self.size_aim if self.size_aim is not None else self.size_must):
            return "holds, aim reached"
        return "holds" if self.holds(self.must, self.size_must) else "**does not hold**"

    def bound_text(self, bound: float, size_bound: float | None) -> str:
        text = f"{'' if self.more else '<= '}{number(bound)}{self.unit}"
        return text if size_bound is None else f"{text} at size <= {size_bound:.2f}"

    @property
    def reached_text(self) -> str:
        text = f"{number(self.reached)}{self.unit}"
        return text if self.size is None else f"{text} at size {self.size:.3f}"


def number(value: float) -> str:
    """Three digits that matter: 0.832, 1.83, 21.4, 213."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def speed_goals(costs: dict) -> list:
    """Wall time of the peer over ours, and file size of ours over the peer's."""

    def faster(against, peer, our, must, aim, **sizes):
        if peer in costs:
            size = costs[our].output_bytes / costs[peer].output_bytes if sizes else None
            ratio = costs[peer].median_wall / costs[our].median_wall
            goals.append(Goal(against, ratio, must, aim, size=size, **sizes))

    goals = []
    faster("the original program, all sites", "original", "all-sites", 200, 700)
    faster("awk, `bgzip -@2` and tabix, all sites", "awk", "all-sites", 60, 250)
    faster("snp-sites, the same sites (31 haploid samples)", "snp-sites", "all-sites-haploid", 5, 12)
    faster("bcftools convert --haplegendsample2vcf -Oz, dense", "convert", "dense-none", 15, 40)
    faster("plink2 --haps --export vcf bgz, dense", "plink2", "dense-none", 5, 12, size_must=1.0)
    faster("`bgzip -@2` of our dense text", "bgzip-dense", "dense", 7, 13, size_must=1.0, size_aim=0.86)
    faster("`bgzip -@2` of our dense text, ours with `-Oz1`", "bgzip-dense", "dense-z1", 10, 13, size_must=1.05)
    faster("`bgzip -@2` of our all-sites text (15 samples, PI)", "bgzip-all-sites", "all-sites", 2, 4,
           size_must=1.25, size_aim=1.05)
    faster("`bcftools view -Ob --threads 2` of our dense VCF", "view-bcf", "dense-bcf", 6, 15)
    return goals


def other_goals(costs: dict, wide_text_bytes: int, dense_text_bytes: int) -> list:
    """Memory, the cost of reading, the gain from the second thread, and what 5,000 samples cost."""
    all_sites = costs["all-sites"]
    wide = wide_text_bytes / costs["wide"].median_wall
    dense = dense_text_bytes / costs["dense"].median_wall
    goals = []
    if "original" in costs:
        less = costs["original"].peak_memory / all_sites.peak_memory
        goals.append(Goal("memory of the original program, all sites, times less", less, 50, 200))
    if "wc" in costs:
        longer = all_sites.median_wall / costs["wc"].median_wall
        goals.append(Goal("`wc -l` of the all-sites matrix, times as long", longer, 5, 2, more=False))
    threads = costs["dense-one"].median_wall / costs["dense"].median_wall
    goals.append(Goal("one thread of ours, dense, PI", threads, 1.7, 1.95))
    goals.append(Goal("dense in VCF bytes a second, ours wide (5,000 samples)", wide / dense, 0.8, 1.2))
    goals.append(memory_goal("peak memory, all sites, 2 threads", all_sites.peak_memory))
    return goals


def memory_goal(against: str, peak_memory: int) -> Goal:
    return Goal(against, peak_memory / MEBIBYTE, 64, 24, unit=" MiB", more=False)
