# SPDX-License-Identifier: MIT
"""kill - SIGKILL at every write, fsync, rename and unlink of a run, and at random moments: the old file or the new one.

A killed run may leave its temporary files, whose names begin with a dot; never a half file, nor an old index beside new
data. A second run over what it left gives the right files."""

import itertools
import signal
from collections import Counter

from point import OLD, Bench, Fault, Run

CALLS = "write+fsync+rename+unlink"
MOMENTS, MOMENTS_SHORT = 1000, 100


def run(pool, chosen: list, long: bool) -> tuple:
    """The table of what stood there afterwards, and the broken promises."""
    with_output = [case for case in chosen if case.has_output]
    some = [case for case in with_output if case.name.endswith((" 2", "pipe, index", "sort", "json"))]
    at_calls = [(case, old) for case in (with_output if long else some) for old in (False, True)]
    moments = MOMENTS if long else MOMENTS_SHORT
    at_random = [(case, i % 2 == 0, i) for i, case in zip(range(moments), itertools.cycle(with_output))]
    found = [point for points in pool.each(kill_at_calls, at_calls) for point in points]
    found += pool.each(kill_at_random, at_random)
    table = Counter((how, outcome) for how, outcome, _ in found)
    return table, sorted(problem for _, _, problem in found if problem)


def kill_at_calls(bench: Bench, good: dict, task: tuple) -> list:
    """Sequential, since nothing may go back: from the data's rename on every later kill finds the new file."""
    case, old = task
    found, number = [], 0
    while not found or found[-1][1] != "not killed":
        number += 1
        before = bench.lay_out(case, old)
        run = bench.run(case, Fault(CALLS, number, "once", "kill"))
        outcome, problem = judge(case, before, run, good[case]) if run.faults else ("not killed", None)
        if run.faults and run.status != -signal.SIGKILL:
            problem = f"exit {run.status}"
        if found and found[-1][1].startswith("new") and outcome.startswith("old"):
            problem = "the old file after the new one"
        problem = problem or judge_second_run(bench, case, good[case])
        where = f"{case.name}: killed at call {number}, old output {old}: "
        found.append(("at call", outcome, problem and where + problem))
    if not any(outcome.startswith("new") for _, outcome, _ in found):
        found.append(("at call", "not killed", f"{case.name}: no call after the data's rename was met"))
    return [point for point in found if point[1] != "not killed" or point[2]]


def kill_at_random(bench: Bench, good: dict, task: tuple) -> tuple:
    case, old, seed = task
    before, moment, process = bench.start_and_wait(case, old, seed)
    process.kill()
    outcome, problem = judge(case, before, bench.finish(process), good[case])
    problem = problem or judge_second_run(bench, case, good[case])
    return "at random", outcome, problem and f"{case.name}: killed after {moment:.4f} s, old output {old}: {problem}"


def judge(case, before: dict, run: Run, good: Run) -> tuple:
    """Whether the old state or the new one stands there; a part of either may be missing, but nothing be mixed."""
    names = [case.output + suffix for suffix in OLD] + ["account.json"]
    data = run.files.get(case.output)
    state, whole = ("new", good.files) if data == good.files[case.output] else ("old", before)
    if data != whole.get(case.output):
        return "neither", f"the file has {len(data or b'')} bytes and is neither old nor new"
    for name in run.files:
        if name not in names or run.files[name] != whole.get(name):
            return state, f"{name} does not belong to the {state} file"
    return state + ("" if run.files == whole else ", a part missing"), None


def judge_second_run(bench: Bench, case, good: Run) -> str:
    again = bench.run(case)
    same = again.status == 0 and again.files == good.files
    return None if same else f"a second run over it: exit {again.status}, {sorted(again.files)}: {again.stderr}"
