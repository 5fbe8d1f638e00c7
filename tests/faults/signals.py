# SPDX-License-Identifier: MIT
"""signals - SIGINT, SIGTERM and SIGHUP at random moments, and readers that go away or stall.

A stopped run ends by exit 128+n, takes its temporary files with it, and leaves the old file as it was; one that a
signal reaches too late is complete. SIGPIPE is quiet."""

import fcntl
import itertools
import os
import signal
import struct
import subprocess
import termios
import time
from collections import Counter

import cases
from point import PATIENT_SECONDS, Bench, Run, strays

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
MOMENTS, MOMENTS_SHORT = 1000, 100
TAKEN = (0, 1, 4096, 65536, 150_000)  # bytes that a reader takes before it goes away
TAKEN_STALLED = (0, 5000, 20_000)  # and before it stalls, with a part of a page's room in the pipe
PIPE_BYTES = 64 << 10


def run(pool, chosen: list, long: bool) -> tuple:
    with_output = [case for case in chosen if case.has_output]
    moments = MOMENTS if long else MOMENTS_SHORT
    stops = [(case, i % 2 == 0, STOPS[i % 3], i) for i, case in zip(range(moments), itertools.cycle(with_output))]
    to_reader = [case for case in cases.to_reader() if case in chosen]
    readers = [(case, taken) for case in to_reader for taken in TAKEN]
    stalled = [(case, taken) for case in to_reader if "-Ov" in case.args and not case.stdin for taken in TAKEN_STALLED]
    found = pool.each(stop_at_random, stops)
    slowest = max((seconds for *_, seconds in found), default=0)
    print(f"figure: the slowest of {len(found)} stops by a signal took {slowest:.2f} s")
    found += pool.each(reader_goes, readers) + pool.each(reader_stalls, stalled)
    table = Counter((how, outcome) for how, outcome, *_ in found)
    return table, sorted(problem for _, _, problem, _ in found if problem)


def stop_at_random(bench: Bench, good: dict, task: tuple) -> tuple:
    case, old, number, seed = task
    before, moment, process = bench.start_and_wait(case, old, seed)
    process.send_signal(number)
    sent = time.monotonic()
    run = bench.finish(process)
    seconds = time.monotonic() - sent
    outcome, problem = judge_stop(bench, case, before, run, good[case], number)
    where = f"{case.name}: {number.name} after {moment:.4f} s, old output {old}: "
    return number.name, outcome, problem and where + problem, seconds


def judge_stop(bench: Bench, case, before: dict, run: Run, good: Run, number: int) -> tuple:
    if left := strays(bench):
        return "stray", f"exit {run.status}, temporary files left: {left}"
    if run.status == 0:
        return "too late", None if run.files == good.files else "exit 0 with other bytes"
    if run.status == -number:  # before the handler was set, or behind it
        whole = run.files == before or (run.files == good.files and "Done: " in run.stderr)
        return "outside main", None if whole else f"killed, with {sorted(run.files)}"
    outcome = f"exit 128+{number}" if run.status == 128 + number else f"exit {run.status}"
    quiet = "Done: " not in run.stderr and "Error: " not in run.stderr
    fine = run.status == 128 + number and run.files == before and quiet
    return outcome, None if fine else f"exit {run.status}, {sorted(run.files)}: {run.stderr!r}"


def start_to_reader(bench: Bench, case, taken: int) -> subprocess.Popen:
    process = bench.start(case, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    left = taken
    while left and (piece := os.read(process.stdout.fileno(), left)):
        left -= len(piece)
    return process


def finish_without_reader(bench: Bench, process: subprocess.Popen) -> Run:
    process.stdout.close()
    process.stdout = None
    return bench.finish(process)


def reader_goes(bench: Bench, good: dict, task: tuple) -> tuple:
    """The reader of standard output takes some bytes and goes away."""
    case, taken = task
    bench.lay_out(case, False)
    process = start_to_reader(bench, case, taken)
    run = finish_without_reader(bench, process)
    if run.status == 0:  # the rest lay in the pipe
        problem = None if len(good[case].stdout) <= taken + PIPE_BYTES else "exit 0, but not all was read"
    else:
        quiet = run.status == 128 + signal.SIGPIPE and "Error" not in run.stderr and "Done" not in run.stderr
        problem = None if quiet and not strays(bench) else f"exit {run.status}: {run.stderr!r}"
    return "SIGPIPE", f"exit {run.status}", problem and f"{case.name}: reader left after {taken} bytes: {problem}", 0


def reader_stalls(bench: Bench, good: dict, task: tuple) -> tuple:
    """The reader of standard output takes some bytes, and no more; a signal ends the run all the same."""
    case, taken = task
    bench.lay_out(case, False)
    process = start_to_reader(bench, case, taken)
    wait_until_still(process.stdout)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(PATIENT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
    run = finish_without_reader(bench, process)
    fine = run.status == 128 + signal.SIGTERM and "Error" not in run.stderr and not strays(bench)
    problem = None if fine else f"{case.name}: reader stalled after {taken} bytes: exit {run.status}: {run.stderr!r}"
    return "stalled", f"exit {run.status}", problem, 0


def wait_until_still(pipe) -> None:
    """The pipe holds something, and no more comes."""
    waiting = 0
    for _ in range(5 * PATIENT_SECONDS):
        before, waiting = waiting, struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]
        if waiting and waiting == before:
            return
        time.sleep(0.2)
