"""Runs the test suites for tools/test and adds up what they counted."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

LIT_PASSED = {"PASS", "XFAIL", "FLAKYPASS"}
LIT_NEITHER = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def lit(root, build):
    program = shutil.which("lit", path="/usr/lib/llvm-22/bin") or shutil.which("lit")
    if not program:
        print("lit is not installed", flush=True)
        return 0, 1
    results = build / "lit-results.json"
    results.unlink(missing_ok=True)
    status = subprocess.run(
        [program, "-sv", f"-Dbuild={build}", "-o", results, root / "test"],
        stdin=subprocess.DEVNULL,
    ).returncode
    passed = failed = 0
    if results.exists():
        for test in json.loads(results.read_text())["tests"]:
            passed += test["code"] in LIT_PASSED
            failed += test["code"] not in LIT_PASSED | LIT_NEITHER
    return passed, max(failed, int(status != 0))


def unit(root, build):
    program = build / "bin" / "ThreadpoolTidyUnitTests"
    if not program.exists():
        print("no unit tests were built", flush=True)
        return 0, 1 if list((root / "test" / "unit").glob("*.cpp")) else 0
    results = build / "unit-results.json"
    results.unlink(missing_ok=True)
    status = subprocess.run(
        [program, "--gtest_brief=1", f"--gtest_output=json:{results}"],
        stdin=subprocess.DEVNULL,
    ).returncode
    passed = failed = 0
    if results.exists():
        counted = json.loads(results.read_text())
        failed = counted["failures"] + counted["errors"]
        passed = counted["tests"] - counted["disabled"] - failed
    return passed, max(failed, int(status != 0))


EXHAUSTIVE = [
    [],  # one object in one function
    ["--level", "2", "--functions", "1000", "--fresh", "250"],  # several of each; counts are for each language
]


def counted_by(program, arguments):
    """A program of its own: shows its progress, and ends as this one does."""
    good = bad = 0
    with subprocess.Popen(
        [program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        for line in process.stdout:
            counted = re.fullmatch(r"(\d+) passed, (\d+) failed\s*", line)
            if counted:
                good, bad = int(counted[1]), int(counted[2])
            else:
                print(line, end="", flush=True)
    return good, max(bad, int(process.returncode != 0))


def exhaustive(root, build):
    program = root / "test" / "exhaustive" / "run"
    if not program.exists():
        return 0, 0
    counts = [counted_by(program, arguments) for arguments in EXHAUSTIVE]
    return sum(good for good, _ in counts), sum(bad for _, bad in counts)


def proof(root, build):
    """Says SKIPPED where Wine is missing, and then counts what could be compared all the same."""
    return counted_by(root / "test" / "proof" / "run", [])


def stress(root, build):
    """Uses the sanitizers' build, which is beside the other one."""
    return counted_by(root / "test" / "stress" / "run", [])


def main():
    root, build = map(Path, sys.argv[1:])
    os.chdir(root)
    total = [0, 0]
    for name, suite in [
        ("Unit tests", unit),
        ("lit tests", lit),
        ("Exhaustive comparison", exhaustive),
        ("Proof by execution", proof),
        ("Stress test", stress),
    ]:
        print(f"\n== {name} ==", flush=True)
        passed, failed = suite(root, build)
        print(f"{name}: {passed} passed, {failed} failed", flush=True)
        total[0] += passed
        total[1] += failed
    print(f"\n{total[0]} passed, {total[1]} failed", flush=True)
    return 1 if total[1] or not total[0] else 0


if __name__ == "__main__":
    sys.exit(main())
