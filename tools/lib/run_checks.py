"""Runs the checks on files and directories for tools/tidy: which files, with
which flags, several at once, each finding once, and a line that sums up."""

import argparse
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from windows_headers import flags_for

SOURCES = {".c", ".cc", ".cpp", ".cxx", ".c++"}
CHECKS = "-*,threadpool-*"

COLOUR = r"(?:\x1b\[[0-9;]*[mK])*"
PLACE = re.compile(rf"^({COLOUR})(\S[^:\n]*)(?=:\d+:\d+: {COLOUR}(?:warning|error|note): )")
HEAD = re.compile(
    rf"^{COLOUR}(?P<file>\S[^:\n]*):\d+:\d+: {COLOUR}(?:warning|error): .*\[(?P<check>[\w.,-]+)\]"
)
# What clang-tidy says besides its findings, and the summary says better.
CHATTER = re.compile(
    r"^(\d+ (warning|error).* generated\.|Error while processing .*|Found compiler error.*"
    r"|\[\d+/\d+\] Processing file .*|Suppressed .*|Use -header-filter.*)$"
)


def fail(message):
    sys.exit(print(f"error: {message}", file=sys.stderr) or 2)


def shown(path):
    """The path as a reader of this directory would type it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


class CompileDatabases:
    """The compile database that names a file, looked for upwards from it."""

    def __init__(self):
        self.read = {}

    def near(self, directory):
        for parent in [directory, *directory.parents]:
            for folder in (parent, parent / "build"):
                if (folder / "compile_commands.json").is_file():
                    yield folder

    def files(self, folder):
        """Each file that the database there names, with its working directory."""
        if folder not in self.read:
            database = folder / "compile_commands.json"
            try:
                self.read[folder] = {
                    Path(os.path.normpath(folder / entry["directory"] / entry["file"])): Path(
                        os.path.normpath(folder / entry["directory"])
                    )
                    for entry in json.loads(database.read_text())
                }
            except (ValueError, KeyError, TypeError, OSError) as problem:
                what = f"an entry has no {problem}" if isinstance(problem, KeyError) else problem
                fail(f"'{shown(database)}' is not a compile database: {what}")
        return self.read[folder]

    def job(self, file):
        for folder in self.near(file.parent):
            if file in self.files(folder):
                return Job(file, folder, self.files(folder)[file])
        return Job(file, None, Path.cwd())

    def jobs_below(self, directory):
        for folder in self.near(directory):
            files = [f for f in self.files(folder) if directory in f.parents and f.is_file()]
            if files:
                return [Job(file, folder, self.files(folder)[file]) for file in files]
        return [
            Job(file, None, Path.cwd())
            for file in sorted(directory.rglob("*"))
            if file.suffix.lower() in SOURCES and file.is_file()
        ]


# One file to check: `database` is the folder of its compile database or None.
Job = collections.namedtuple("Job", "file database directory")


def jobs_of(paths):
    """Each source once."""
    databases = CompileDatabases()
    jobs = {}
    for path in paths:
        path = Path(os.path.normpath(Path.cwd() / path))
        found = [databases.job(path)] if path.is_file() else databases.jobs_below(path)
        if not found:
            fail(f"'{shown(path)}' holds no C or C++ source file")
        for job in found:
            jobs.setdefault(job.file, job)
    return list(jobs.values())


def run(options, job):
    command = [options.clang_tidy, "--quiet", f"--checks={CHECKS}"]
    if sys.stdout.isatty():
        command.append("--use-color")
    if options.error:
        command.append("--warnings-as-errors=threadpool-*")
    if options.fix:
        command.append("--fix")
    if job.database:
        command += ["-p", job.database, job.file]
    else:
        command += [job.file, "--", *flags_for(job.file)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
    )
    return done.returncode, done.stdout, done.stderr


class Report:
    """Prints each finding once, though many files include its header."""

    def __init__(self):
        self.seen = set()
        self.warnings = 0
        self.files_with_warnings = set()
        self.broken = []

    def add(self, job, status, output, complaints):
        wanted = True
        uncompiled = False
        found = 0
        for line in output.splitlines():
            # clang-tidy names a header as the compiler found it, from there.
            line = PLACE.sub(lambda m: m[1] + shown(os.path.normpath(job.directory / m[2])), line)
            head = HEAD.match(line)
            if head:
                ours = head["check"].startswith("threadpool-")
                found += ours
                uncompiled |= head["check"].startswith("clang-diagnostic-error")
                wanted = line not in self.seen
                self.seen.add(line)
                if ours and wanted:
                    self.warnings += 1
                    self.files_with_warnings.add(head["file"])
            if wanted:
                print(line)
        sys.stdout.flush()
        for line in complaints.splitlines():
            if line and not CHATTER.match(line):
                print(line, file=sys.stderr)
        # Status 1 is a warning taken for an error, or something that went wrong.
        if uncompiled or status not in (0, 1) or (status and not found):
            self.broken.append(job.file)

    def summary(self, files):
        text = f"{count(files, 'file')} checked: "
        if self.warnings:
            places = count(len(self.files_with_warnings), "file")
            text += f"{count(self.warnings, 'warning')} in {places}"
        else:
            text += "no warnings"
        if self.broken:
            names = ", ".join(shown(file) for file in self.broken[:3])
            more = ", ..." if len(self.broken) > 3 else ""
            text += f"; {count(len(self.broken), 'file')} could not be checked in full ({names}{more})"
        return text


def count(number, what):
    return f"{number} {what}{'' if number == 1 else 's'}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clang-tidy", required=True)
    parser.add_argument("--error", action="store_true")
    parser.add_argument("--fix", action="store_true")
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()

    jobs = jobs_of(options.paths)
    report = Report()
    # Two runs that fix the same header would spoil it.
    workers = 1 if options.fix else os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        runs = [pool.submit(run, options, job) for job in jobs]
        for number, (job, future) in enumerate(zip(jobs, runs), 1):
            result = future.result()
            if len(jobs) > 1:
                print(f"[{number}/{len(jobs)}] {shown(job.file)}", file=sys.stderr, flush=True)
            report.add(job, *result)
    print(report.summary(len(jobs)))
    return 1 if report.broken or (options.error and report.warnings) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader has seen enough: tools/tidy | head
        os._exit(1)
    except KeyboardInterrupt:
        os._exit(130)
