"""The good programs of this repository, their mutants, and what the checks say of them.

A program is good where all checks together say nothing of it. Knows the checks by their names only.
"""

import collections
import concurrent.futures
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import equivalence
import mutants
import syntax

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "test/Inputs"), str(ROOT / "tools/lib")]
import check
import docsamples
from windows_headers import flags_for

FINDING = re.compile(r"^(\S.*?):(\d+):\d+: (warning|error): (.*?)(?: \[([\w.,-]+)\])?$", re.M)
PROTOCOL = ["unsafe-close.WorkGate=protocol", "unsafe-close.IoGate=protocol", "legacy-delete.Gate=protocol"]


@dataclass
class Program:
    name: str
    path: Path
    flags: list  # of the compiler
    options: list = field(default_factory=list)  # of the checks


def lit_tests(folder):
    """Every file with a `RUN: %check` line and no expectation; its flags are those of its first dialect."""
    for path in sorted(ROOT.glob("test/*/*.c*")):
        text = path.read_text()
        run = re.search(r"RUN: %check %s(.*)", text)
        if not run or re.search(r"^\s*// expect", text, re.M) or "--broken" in run[1]:
            continue
        own, _, more = run[1].partition(" -- ")
        dialects = re.search(r"--dialects=(\w+)", own)
        standard = "-std=c++17" if path.suffix == ".cpp" else "-std=c17"
        options = [word for word in own.split() if "=" in word and not word.startswith("-")]
        flags = [*check.DIALECTS[dialects[1] if dialects else "msvc"], standard, *more.split()]
        yield Program(str(path.relative_to(ROOT)), path, flags, [o.removeprefix("threadpool-") for o in options])


def proofs(folder):
    for path in sorted((ROOT / "test/proof").glob("*-*.c*")):
        yield Program(str(path.relative_to(ROOT)), path, [*flags_for(path), "-DGOOD", f"-I{path.parent}"])


def samples(folder):
    """The good samples of the pages, and what -fix makes of the bad ones."""
    for page in sorted(ROOT.glob("docs/**/*.md")):
        for number, block in enumerate(docsamples.blocks_of(page), 1):
            if block.kind in ("good", "fixed"):
                path = folder / f"{page.stem}-{number}{docsamples.EXTENSION[block.language]}"
                path.write_text(block.text)
                yield Program(f"{page.relative_to(ROOT)}#{number}", path, flags_for(path), [o.strip() for o in block.argument.split(",") if o.strip()])


def examples(folder):
    for path in sorted((ROOT / "docs/examples").glob("*.c*")):
        yield Program(str(path.relative_to(ROOT)), path, flags_for(path))


def everything(folder):
    for source in (lit_tests, examples, samples, proofs):
        yield from source(folder)


class Broken(Exception):
    """It does not compile."""


def findings(tidy, program, path, options=()):
    """How often each (check, line, message) is said of a file."""
    given = ", ".join("threadpool-" + o.replace("=", ": '", 1) + "'" for o in [*program.options, *options])
    command = [str(tidy), "--quiet", "--checks=-*,threadpool-*", f"--config={{CheckOptions: {{{given}}}}}", str(path), "--",
               *program.flags, "-w", f"-I{program.path.parent}"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=600)
    found = collections.Counter()
    for file, line, level, message, name in FINDING.findall(done.stdout):
        if level == "error":
            raise Broken(message)
        found[name.split(",")[0].removeprefix("threadpool-"), int(line), message] += 1
    if done.returncode < 0:
        raise SystemExit(f"{' '.join(command)}\nended with {done.returncode}")
    return found


@dataclass
class Outcome:
    program: str
    mutant: mutants.Mutant
    said: collections.Counter  # by an owner
    others: collections.Counter  # by another check
    protocol: bool  # an owner speaks where all objects are held to the protocol
    equivalent: str = ""  # why it is no mistake, where a rule says so


class Good:
    """One program and its mutants."""

    def __init__(self, tidy, program):
        self.tidy, self.program = tidy, program

    def outcomes(self):
        """The outcome of each mutant that compiles; None where the program is not good."""
        try:
            if findings(self.tidy, self.program, self.program.path):
                return None
            read = syntax.read(self.program.path, self.program.flags)
        except (Broken, syntax.Unreadable):
            return None
        results = []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, self.program.path.name)
            for mutant in mutants.Mutator(read).all():
                path.write_text(mutant.text)
                try:
                    outcome = self.judge(mutant, path)
                    outcome.equivalent = not outcome.said and equivalence.reason(outcome, read) or ""
                    results.append(outcome)
                except Broken:
                    pass
        return results

    def judge(self, mutant, path):
        owners, said, others = mutants.OWNERS[mutant.kind], collections.Counter(), collections.Counter()
        for key, times in findings(self.tidy, self.program, path).items():
            (said if key[0] in owners else others)[key] += times
        protocol = not said and any(key[0] in owners for key in findings(self.tidy, self.program, path, PROTOCOL))
        return Outcome(self.program.name, mutant, said, others, protocol)


def judged(tidy, programs, jobs):
    """(program, outcomes) one after the other."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        yield from zip(programs, pool.map(lambda program: Good(tidy, program).outcomes(), programs))
