# SPDX-License-Identifier: MIT
"""sweep - every call of a run fails in turn: N = 1, 2, 3, ... until a run meets no fault."""

import errno
from collections import Counter
from dataclasses import dataclass

import cases
from point import Bench, Fault, try_point

# (kinds, when, what): how a call goes wrong. A short one moves half of its bytes. A run under EINTR for ever would have
# no end, by right: every second call and every third stand for it.
WAYS = [
    ("write", "once", errno.ENOSPC), ("write", "ever", errno.EIO), ("write", "once", "short"),
    ("write", "ever", "short"), ("write", "once", errno.EINTR), ("write", "every", errno.EINTR),
    ("fsync", "once", errno.EIO), ("fsync", "ever", errno.ENOSPC), ("fsync", "once", errno.EINTR),
    ("close", "once", errno.EIO), ("close", "ever", errno.ENOSPC), ("close", "once", errno.EINTR),
    ("rename", "once", errno.EACCES), ("rename", "ever", errno.EIO),
    ("unlink", "once", errno.EACCES),
    ("open", "once", errno.EMFILE), ("open", "ever", errno.EACCES), ("open", "once", errno.EINTR),
    ("read", "once", errno.EIO), ("read", "ever", errno.EIO), ("read", "once", "short"), ("read", "ever", "short"),
    ("read", "once", errno.EINTR), ("read", "every", errno.EINTR),
    ("malloc", "once", errno.ENOMEM), ("malloc", "ever", errno.ENOMEM),
    ("thread", "once", errno.EAGAIN), ("thread", "ever", errno.EAGAIN),
    ("stderr", "once", errno.ENOSPC), ("stderr", "ever", errno.EIO),
]


# The short form: how many calls of a case fail in a way, where it is one of the chief cases and where not. 0: all.
MOST = {"malloc": (12, 4), "read": (8, 2)}
MOST_OTHERS = (0, 3)


@dataclass(frozen=True)
class Sweep:
    """One way of failing, for all calls of one case."""

    case: cases.Case
    kinds: str
    when: str
    what: str

    def fault(self, number: int) -> Fault:
        return Fault(self.kinds, number, self.when, str(self.what))

    def old(self, number: int) -> bool:
        """Whether an older output stands there: every N meets both, once and for ever."""
        return (number + (self.when == "once")) % 2 == 0


def run(pool, chosen: list, long: bool) -> tuple:
    """The table of outcomes and the broken promises."""
    sweeps = [Sweep(case, *how) for case in chosen for how in WAYS]
    counted = pool.each(count_calls, {(sweep.case, sweep.kinds) for sweep in sweeps})
    calls = {key: count for key, count in counted}
    points, tails = [], []
    for shift, sweep in enumerate(sweeps):
        count = calls[sweep.case, sweep.kinds]
        points += [(sweep, number) for number in numbers(sweep, count, long, shift)]
        if sweep.when != "every" and (long or count == 0):
            tails.append((sweep, count + 1))
    found = pool.each(point, points)
    for tail in pool.each(points_to_the_end, tails):
        found += tail
    return tally(found)


def count_calls(bench: Bench, _good: dict, what: tuple) -> tuple:
    case, kinds = what
    bench.lay_out(case, old=True)
    return what, bench.run(case, Fault(kinds, 0, "once", "5")).calls


def point(bench: Bench, good: dict, task: tuple) -> tuple:
    sweep, number = task
    outcome, problem = try_point(bench, sweep.case, sweep.fault(number), sweep.old(number), good[sweep.case])
    return sweep, number, outcome, problem


def points_to_the_end(bench: Bench, good: dict, task: tuple) -> list:
    """The points from `number` on, until a run meets no fault: short writes make more calls than were counted."""
    sweep, number = task
    found = [point(bench, good, (sweep, number))]
    while found[-1][2] is not None:
        number += 1
        found.append(point(bench, good, (sweep, number)))
    return found


def numbers(sweep: Sweep, calls: int, long: bool, shift: int) -> range:
    """Of 1 .. calls all or, evenly, some; `shift` moves these, so that like sweeps look at other calls."""
    if sweep.when == "every":
        return range(2, 4)  # with 1 no call would ever end
    chief = sweep.case.name.endswith((" 2", "pipe, index"))
    most = 0 if long else MOST.get(sweep.kinds, MOST_OTHERS)[0 if chief else 1]
    step = -(-calls // most) if most else 1
    return range(1 + shift % step, calls + 1, step) if calls else range(0)


def tally(points: list) -> tuple:
    table, problems = Counter(), []
    for sweep, number, outcome, problem in points:
        if outcome is not None:
            table[f"{sweep.kinds} {way(sweep)}", outcome] += 1
        if problem:
            fault = sweep.fault(number)
            old = ", old output" if sweep.old(number) else ""
            problems.append(f"{sweep.case.name}: M2V_FAULT={fault}{old}: {problem}")
    return table, sorted(problems)


def way(sweep: Sweep) -> str:
    if sweep.what == "short":
        return "short"
    return "EINTR" if sweep.what == errno.EINTR else sweep.when
