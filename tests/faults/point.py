# SPDX-License-Identifier: MIT
"""point - one run with one fault, and whether what it left behind keeps the promises (spec, sections 5 and 6)."""

import errno
import json
import mmap
import os
import random
import shutil
import signal
import struct
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import cases
from cases import Case

OLD = {"": b"an older output", ".tbi": b"its old index", ".csi": b"and another one"}
HANG_SECONDS = 10
PATIENT_SECONDS = 120  # a second try, since a busy machine is no hang


@dataclass(frozen=True)
class Fault:
    """What the shim is told; `kinds` joined by +."""

    kinds: str
    number: int
    when: str
    what: str

    def __str__(self) -> str:
        return f"{self.kinds}:{self.number}:{self.when}:{self.what}"


@dataclass
class Run:
    """What a run did and left behind."""

    status: int
    stdout: bytes
    stderr: str
    files: dict  # of `out`, by name
    calls: int = 0
    faults: int = 0
    path: str = ""  # the file at which the first fault was met


class Bench:
    """A folder to run in, beside the inputs; the program and the shim."""

    def __init__(self, root: Path, name: str, program: str, shim: str):
        self.folder = root / name
        self.program, self.shim = program, shim
        for sub in ("out", "tmp", "ref"):
            (self.folder / sub).mkdir(parents=True)
        self.inputs = root / "in"
        self.page_file = self.folder / "page"
        self.page_file.write_bytes(bytes(256))
        with open(self.page_file, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 256)

    def lay_out(self, case: Case, old: bool) -> dict:
        """The folders as before a run; returns the files of `out`."""
        for sub in ("out", "tmp", "ref"):
            for path in (self.folder / sub).iterdir():
                path.unlink() if not path.is_dir() else shutil.rmtree(path)
        os.symlink(self.inputs / "genome.fa", self.folder / "ref" / "genome.fa")
        if old and case.has_output:
            for suffix, content in OLD.items():
                (self.folder / "out" / (case.output + suffix)).write_bytes(content)
        return self.files()

    def files(self) -> dict:
        found = {}
        for path in (self.folder / "out").iterdir():
            if path.name.startswith("."):
                continue  # strays() looks at these
            content = path.read_bytes()
            found[path.name] = as_account(content) if path.suffix == ".json" else content
        return found

    def environment(self, fault: Fault = None) -> dict:
        common = {"PATH": os.environ["PATH"], "TMPDIR": str(self.folder / "tmp")}
        if fault is None:
            return common
        return {**common, "LD_PRELOAD": self.shim, "M2V_FAULT": str(fault), "M2V_FAULT_PAGE": self.page_file}

    def start(self, case: Case, fault: Fault = None, **pipes) -> subprocess.Popen:
        """Standard input is a pipe from `cat` where the case asks for it. stderr and stdout as in `pipes`."""
        feeder = None
        if case.stdin:
            feeder = subprocess.Popen(["cat", self.inputs / case.stdin], stdout=subprocess.PIPE)
        process = subprocess.Popen([self.program, *case.args], cwd=self.folder, env=self.environment(fault),
                                   stdin=feeder.stdout if feeder else subprocess.DEVNULL, **pipes)
        process.feeder = feeder
        if feeder:
            feeder.stdout.close()
        return process

    def run(self, case: Case, fault: Fault = None, seconds: int = PATIENT_SECONDS) -> Run:
        self.page[:] = bytes(256)
        process = self.start(case, fault, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return self.finish(process, seconds)

    def start_and_wait(self, case: Case, old: bool, seed: int) -> tuple:
        """What lay there before a run, and the run, which has gone on for a random part of the time that it takes."""
        self.lay_out(case, old)
        started = time.monotonic()
        self.run(case)
        moment = random.Random(seed).uniform(0, 1.1 * (time.monotonic() - started))
        before = self.lay_out(case, old)
        process = self.start(case, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(moment)
        return before, moment, process

    def finish(self, process: subprocess.Popen, seconds: int = PATIENT_SECONDS) -> Run:
        """Raises TimeoutExpired, with the process killed, where it hangs."""
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        finally:
            if process.feeder:
                process.feeder.wait()
        calls, faults = struct.unpack_from("QQ", self.page)
        path = bytes(self.page[16:]).split(b"\0")[0].decode()
        return Run(process.returncode, out, err.decode(), self.files(), calls, faults, path)


def as_account(content: bytes) -> bytes:
    """An account tells times: here it counts only whether it is whole."""
    try:
        return b"account" if "rows" in json.loads(content) else b"no account"
    except ValueError:
        return b"damaged"


def strays(bench: Bench) -> list:
    """Temporary files that were left anywhere. Where one cannot be removed, an error names it."""
    names = {sub: [path.name for path in (bench.folder / sub).iterdir()] for sub in ("out", "tmp", "ref")}
    left = [name for name in names["out"] if name.startswith(".")] + names["tmp"]
    return left + [name for name in names["ref"] if name not in ("genome.fa", "genome.fa.fai")]


def codes(bench: Bench, fault: Fault, run: Run) -> set:
    """Exit codes of the spec for a fault that is not survived; what the first fault was about tells which."""
    interrupted = fault.what == str(errno.EINTR) and fault.kinds in ("write", "read", "fsync")
    if fault.what == "short" or interrupted or fault.kinds == "stderr":
        return set()  # must be survived
    if fault.kinds in ("malloc", "thread"):
        return {6}
    if fault.kinds in ("open", "close") and fault.when == "ever":
        return {4, 5}  # the first was survived, a later one was not
    path = run.path.removeprefix(str(bench.folder) + "/").removeprefix("./")
    if path.startswith(("out", "tmp")) or (path.startswith("pipe:") and fault.kinds not in ("read", "open")):
        return {5}
    is_input = path.startswith(("../in", "ref", str(bench.inputs))) or fault.kinds == "read"
    return {4} if is_input else {4, 5}  # a pipe's second descriptor is that of the input or of the output


def judge(bench: Bench, case: Case, fault: Fault, before: dict, run: Run, good: Run) -> tuple:
    """What became of the run, and a sentence where a promise was broken."""
    if run.status == -signal.SIGSEGV and fault.kinds == "malloc" and case.name in cases.HTSLIB_DIES:
        return "htslib dies", None if run.files == before else f"killed, with {sorted(run.files)}"
    if run.status < 0:
        return "signal", f"ended by {signal.Signals(-run.status).name}"
    if left := [name for name in strays(bench) if name not in run.stderr]:
        return "stray", f"exit {run.status}, temporary files left: {left}"
    if run.status == 0:
        same = run.files == good.files and run.stdout == good.stdout
        return "exit 0", None if same else "exit 0 with other bytes"
    outcome = f"exit {run.status}"
    if run.status not in codes(bench, fault, run):
        return outcome, f"exit {run.status} ({run.path}), expected {codes(bench, fault, run) or 0}: {run.stderr!r}"
    told = [line for line in run.stderr.splitlines() if line.startswith("Error: ")]
    if len(told) != 1 or "Done: " in run.stderr:
        return outcome, f"exit {run.status}, but stderr is {run.stderr!r}"
    if {**run.files, **named_aside(bench, run)} == before:
        return outcome, None
    return judge_complete(case, before, run, good)


def named_aside(bench: Bench, run: Run) -> dict:
    """Old indexes that could not be put back, but of which the error tells where they are."""
    hidden = [path for path in (bench.folder / "out").glob(".*.[tc][bs]i.m2v-*") if path.name in run.stderr]
    return {path.name[1:].rsplit(".m2v-")[0]: path.read_bytes() for path in hidden}


def judge_complete(case: Case, before: dict, run: Run, good: Run) -> tuple:
    """A failure behind the rename of the data: they are there, whole, with their own index or none, and it is said."""
    outcome = f"exit {run.status}, complete"
    if not case.has_output or run.files.get(case.output) != good.files[case.output]:
        return outcome, f"the files are neither those before the run nor complete: {sorted(run.files)}"
    if any(content != good.files.get(name) for name, content in run.files.items()):
        return outcome, f"a file beside the complete data is not its own: {sorted(run.files)}"
    return outcome, None if "complete" in run.stderr else f"not said that the data are complete: {run.stderr!r}"


def try_point(bench: Bench, case: Case, fault: Fault, old: bool, good: Run) -> tuple:
    """(outcome, problem) of one point; outcome None where no fault was met."""
    for seconds in (HANG_SECONDS, PATIENT_SECONDS):
        before = bench.lay_out(case, old)
        try:
            run = bench.run(case, fault, seconds)
        except subprocess.TimeoutExpired:
            continue
        outcome, problem = judge(bench, case, fault, before, run, good)
        return (outcome if run.faults else None), problem
    return "hang", f"no end within {PATIENT_SECONDS} s"
