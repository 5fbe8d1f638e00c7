# SPDX-License-Identifier: MIT
"""timing - runs commands one at a time and keeps what each run cost."""

import os
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from contenders import Contender


@dataclass
class Cost:
    """What the runs of one contender cost: one entry a run. Seconds; bytes of the largest single process."""

    wall: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    memory: list = field(default_factory=list)
    output_bytes: int = 0
    account: str = ""  # what the last run wrote to stderr

    @property
    def median_wall(self) -> float:
        return statistics.median(self.wall)

    @property
    def median_cpu(self) -> float:
        return statistics.median(self.cpu)

    @property
    def peak_memory(self) -> int:
        return max(self.memory)


class Bystanders:
    """What everything else on the machine used since this object was made, in cores; the kernel's own work counts."""

    def __init__(self):
        self._start = self._now()

    @staticmethod
    def _now() -> tuple:
        with open("/proc/stat") as lines:
            user, nice, system, _, _, interrupts, soft, steal = (int(count) for count in lines.readline().split()[1:9])
        busy = (user + nice + system + interrupts + soft + steal) / os.sysconf("SC_CLK_TCK")
        times = os.times()
        own = times.user + times.system + times.children_user + times.children_system
        return busy - own, times.elapsed

    def cores(self) -> float:
        (work, wall), (work_before, wall_before) = self._now(), self._start
        return max(0.0, (work - work_before) / (wall - wall_before))


class CommandFailed(Exception):
    """A timed command ended with a status other than 0."""


def run_once(measure: Path, contender: Contender, cost: Cost) -> None:
    """Runs the contender and adds to its cost. Its old output goes first, and what others left unwritten goes to disk,
    so that nobody's fsync pays for a neighbour."""
    for old in contender.output.parent.glob(contender.output.name + "*"):
        old.unlink()
    os.sync()
    report = contender.output.parent / "measure.txt"
    with open(contender.stdout or os.devnull, "wb") as stdout:
        command = [str(part) for part in (measure, report, *contender.command)]
        finished = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE)
    account = finished.stderr.decode(errors="replace")
    if finished.returncode != 0:
        raise CommandFailed(f"{contender.label}: could not be measured\n{account}")
    wall, cpu, memory, status = report.read_text().split()
    if status != "0":
        raise CommandFailed(f"{contender.label}: exit status {status}\n{' '.join(command[2:])}\n{account[:2000]}")
    cost.wall.append(float(wall))
    cost.cpu.append(float(cpu))
    cost.memory.append(int(memory))
    cost.output_bytes = contender.output.stat().st_size
    cost.account = account


def warm_up(measure: Path, contenders: list) -> tuple:
    """One run of each; returns costs by key, and what the peers said that failed; ours must not fail. It fills the page
    cache and leaves the outputs for the content check. A slow contender's only run is this one."""
    costs, failures = {}, []
    for contender in contenders:
        cost = Cost()
        try:
            run_once(measure, contender, cost)
        except CommandFailed as failure:
            if contender.ours:
                raise
            failures.append(str(failure))
            continue
        costs[contender.key] = cost
    return costs, failures


def race(measure: Path, contenders: list, costs: dict, rounds: int, say) -> float:
    """`rounds` rounds, A B C A B C: what slows the machine for a while slows everyone alike. Returns how many cores
    others kept busy meanwhile."""
    bystanders = Bystanders()
    fast = [contender for contender in contenders if contender.key in costs and not contender.slow]
    for contender in fast:
        costs[contender.key] = Cost()
    for number in range(rounds):
        say(f"round {number + 1} of {rounds}")
        for contender in fast:
            run_once(measure, contender, costs[contender.key])
    return bystanders.cores()
