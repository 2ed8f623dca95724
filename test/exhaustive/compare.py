"""Runs the tool on many programs in one file and holds what it says against what paths.py says."""
import bisect
import copy
import os
import re
import subprocess
import time
from dataclasses import dataclass

import rules
from compiler import Murky
from paths import judge
from printer import Printer

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKS = (rules.UNSAFE_CLOSE, rules.FREED_EARLY, rules.WAIT_IN_CALLBACK)
# What is said where the engine has merged worlds at its cap: it does not claim that such a path exists (Policy 8).
MERGED = re.compile(r"\bmay (be closed|be released|go out of scope)\b")
DIAGNOSTIC = re.compile(r"^(.+?):(\d+):\d+: (warning|error|fatal error): (.*) \[([^\]]+)\]$")


class ToolFailed(Exception):
    line = 0  # of an error in the generated file


@dataclass
class Result:
    program: object
    text: str
    expected: dict  # (line, check) -> path
    actual: dict  # (line, check) -> message

    @property
    def missed(self):
        return sorted(set(self.expected) - set(self.actual))

    @property
    def false(self):
        sure = {key for key, message in self.actual.items() if not MERGED.search(message)}
        return sorted(sure - set(self.expected))

    @property
    def kinds(self):
        """What sort of difference: shrinking must keep one of these."""
        return {("missed", check) for _, check in self.missed} | {("false", check) for _, check in self.false}


def tool_command(tool, path, lang):
    flags = [
        "--target=x86_64-pc-windows-msvc",
        "-w",
        "-I" + HERE,
        "-std=" + ("c++17" if lang == "cpp" else "c17"),
    ]
    return (
        [tool, "-checks=-*," + ",".join(CHECKS), "--quiet", path, "--"]
        + flags
        + (["-fexceptions", "-fcxx-exceptions"] if lang == "cpp" else [])
    )


def write(programs, path):
    """Prints the programs into one file, under names of their own; gives back each one's text."""
    printer = Printer()
    with open(os.path.join(HERE, "prologue.h")) as prologue:
        printer.lines = prologue.read().splitlines()
    texts = []
    for number, program in enumerate(programs):
        start = len(printer.lines)
        printer.print(program)
        printer.lines[start:] = [
            re.sub(r"\b(\w+_\d+)\b", rf"\1x{number}", line) for line in printer.lines[start:]
        ]
        texts.append(printer.lines[start:])
    with open(path, "w") as file:
        file.write(printer.text())
    return texts


def run_tool(tool, path, lang):
    """Everything the tool reports on a file, as (line, check, message)."""
    command = tool_command(tool, path, lang)
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    found = []
    for line in done.stdout.splitlines():
        match = DIAGNOSTIC.match(line)
        if not match:
            continue
        if match[3] != "warning" or os.path.basename(match[1]) != os.path.basename(path):
            problem = ToolFailed(f"{line}\nfrom {' '.join(command)}")
            problem.line = int(match[2])
            raise problem
        found += [(int(match[2]), check, match[4]) for check in match[5].split(",") if check in CHECKS]
    if done.returncode not in (0, 1) or "error:" in done.stderr or "Error" in done.stderr:
        raise ToolFailed(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return found


def compare(tool, programs, path):
    """One Result for each program that the specification settles."""
    lang = programs[0].lang
    texts, results = write(programs, path), []
    for program, text in zip(programs, texts):
        results.append(
            Result(
                program,
                "\n".join(f"{program.first + i:5} {line}" for i, line in enumerate(text)),
                judge(program).findings,
                {},
            )
        )
    starts = [p.first for p in programs]
    for line, check, message in run_tool(tool, path, lang):
        at = bisect.bisect_right(starts, line) - 1
        if at < 0:
            raise ToolFailed(f"{check} in the prologue, line {line}: {message}")
        results[at].actual[(line, check)] = message
    return results


def settled(programs):
    """Those of some candidates that make sense and that the specification settles."""
    good = []
    for program in programs:
        try:
            Printer().print(program)
            judge(program)
        except (Murky, KeyError, StopIteration):
            continue
        good.append(program)
    return good


def shrink(tool, result, path, seconds=60):
    """The smallest program found that still shows a difference of the same sort."""
    from shrink import smaller

    wanted, stop = result.kinds, time.monotonic() + seconds
    while time.monotonic() < stop:
        results = compare_valid(tool, settled(smaller(copy.deepcopy(result.program))), path)
        failing = [r for r in results if r.kinds & wanted]
        if not failing:
            return result
        result = min(failing, key=lambda r: (len(r.text.splitlines()), len(r.text)))
    return result


def compare_valid(tool, programs, path):
    """compare(), without the programs that do not compile."""
    while programs:
        try:
            return compare(tool, programs, path)
        except ToolFailed as problem:
            if not problem.line:
                raise
            programs = [p for p in programs if not p.first <= problem.line <= p.last]
    return []
