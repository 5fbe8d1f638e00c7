# SPDX-License-Identifier: MIT
"""report - the measured parts of results.md. What stands outside the marks is written by hand and never touched."""

import datetime
import os
import platform
import subprocess
from pathlib import Path

from goals import MEBIBYTE

SKELETON = """# What the bench measured

`scripts/bench` writes the parts between the marks; the rest is written by hand.

<!-- bench: begin -->
<!-- bench: end -->

<!-- huge: begin -->
<!-- huge: end -->

## Dead ends

What was tried and left out, with what it gave, so that nobody tries it blindly again.
"""


def replace_part(path: Path, mark: str, text: str) -> None:
    """Puts `text` between the marks `mark: begin` and `mark: end` of the file, which is begun where it is not there."""
    old = path.read_text() if path.exists() else SKELETON
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    if old.count(begin) != 1 or old.count(end) != 1 or old.index(begin) > old.index(end):
        raise SystemExit(f"{path}: needs the lines '{begin}' and '{end}', once each")
    before, after = old[: old.index(begin)], old[old.index(end) :]
    path.write_text(f"{before}{begin}\n{text.rstrip()}\n{after}")


def table(header: list, rows: list) -> str:
    """A Markdown table; the first column is text, the others are aligned right."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def output_of(*command) -> str:
    """The first line that a command prints, or an empty string."""
    try:
        finished = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent)
    except OSError:
        return ""
    lines = (finished.stdout or finished.stderr).strip().splitlines()
    return lines[0] if lines and finished.returncode == 0 else ""


def commit() -> str:
    """The commit that was measured; `and changes` where files other than the results differ from it."""
    name = output_of("git", "rev-parse", "--short", "HEAD")
    results = [":(exclude)bench/results.md", ":(exclude)bench/results.svg"]
    changed = output_of("git", "status", "--porcelain", "--", ":/", *results)
    return (name or "no commit") + (" and changes" if changed else "")


def processor() -> str:
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def where_and_when(others: float) -> str:
    """The line that opens a measured part. `others`: cores that other processes kept busy during the race."""
    quiet = f"Others kept {others:.2f} cores busy meanwhile" + (": **not a quiet machine**." if others > 0.15 else ".")
    cores = len(os.sched_getaffinity(0))
    today = datetime.date.today().isoformat()
    return f"Commit {commit()}, {today}; {processor()}, {cores} cores used. {quiet}\n"


def versions() -> str:
    """What the peers call themselves."""
    asked = [("bcftools", "--version"), ("bgzip", "--version"), ("plink2", "--version"), ("snp-sites", "-V"),
             ("awk", "-W", "version")]
    return "; ".join(line for line in (output_of(*command) for command in asked) if line)


def goals_table(goals: list) -> str:
    rows = [
        [goal.against, goal.bound_text(goal.must, goal.size_must), goal.bound_text(goal.aim, goal.size_aim),
         goal.reached_text, goal.verdict]
        for goal in goals
    ]
    return table(["against", "must", "aim", "reached", "verdict"], rows)


def megabytes(size: float) -> str:
    return f"{size / 1e6:.2f}"


def costs_table(contenders: list, costs: dict) -> str:
    rows = []
    for contender in contenders:
        if contender.key not in costs:
            continue
        cost = costs[contender.key]
        name = f"ours: {contender.label}" if contender.ours else contender.label
        spread = f"{min(cost.wall):.3f} to {max(cost.wall):.3f}"
        rows.append([name, str(len(cost.wall)), f"{cost.median_wall:.3f}", spread, f"{cost.median_cpu:.3f}",
                     f"{cost.peak_memory / MEBIBYTE:.1f}", megabytes(cost.output_bytes)])
    return table(["run", "runs", "wall s, median", "least to most", "CPU s", "peak MiB", "output MB"], rows)


def inputs_table(matrices: list) -> str:
    rows = [[matrix.kind, f"{matrix.rows:,}", f"{matrix.columns:,}", megabytes(matrix.path.stat().st_size)]
            for matrix in matrices]
    return table(["matrix", "rows", "allele columns", "MB"], rows)
