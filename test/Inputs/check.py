#!/usr/bin/env python3
"""Runs our checks on a test file and compares what they say with its comments.

  // RUN: %check %s [CHECK ...] [CHECK.OPTION=VALUE ...] [--broken]
  //      [--dialects=msvc,mingw,real] [-- COMPILER FLAGS]

Without a check's name the three teardown checks run together. What is expected
stands in the file, and in the headers that it includes with quotes:

  SetThreadpoolTimer(t, &due, 0, 0); // #armed
  //+  SetThreadpoolTimer(t, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(t, TRUE);
  CloseThreadpoolTimer(t);
  // expect: timer 't' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  // note #armed: timer 't' is armed here

expect:     a warning at the nearest line of code above, or at a mark (`expect #mark:`).
            A text that ends with ` [check-name]` compares the name of the check too.
note:       the notes of that warning, all of them, in order. Notes are compared
            only where at least one is given.
//+ line    the fix adds this line here;  `line //-`: the fix takes this line away.
            Without such lines `-fix` must leave the file as it is.
{{...}}     a regular expression inside a text.

Any other warning fails the test, and so does an error of the compiler unless
--broken is given. For each dialect (msvc and mingw by default; real is mingw
with the packaged headers) the drop-in and the plugin must say the same; a fixed
file must compile, no longer have the warnings that were fixed, and have no new
one; fixing it again must change nothing.
"""

import argparse
import collections
import difflib
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TEARDOWN = ["threadpool-unsafe-close", "threadpool-context-freed-early",
            "threadpool-wait-in-callback"]
SDK = ["-nostdinc", "-isystem", os.path.join(HERE, "sdk")]
DIALECTS = {
    "msvc": ["--target=x86_64-pc-windows-msvc", *SDK],
    "mingw": ["--target=x86_64-w64-windows-gnu", *SDK],
    "real": ["--target=x86_64-w64-windows-gnu", "-D_WIN32_WINNT=0x0A00"],
}
DIAGNOSTIC = re.compile(r"^(\S.*?):(\d+):\d+: (warning|error|note): (.*?)(?: \[([\w.,-]+)\])?$")
FIX_NOTE = "FIX-IT applied suggested code changes"

Expectation = collections.namedtuple("Expectation", "place text notes")


class Failure(Exception):
    pass


class Diagnostic:
    def __init__(self, place, severity, text, check):
        self.place, self.severity, self.text, self.check = place, severity, text, check
        self.notes = []  # (place, text)
        self.fixed = False

    def __str__(self):
        head = f"{show(self.place)}: {self.severity}: {self.text} [{self.check}]"
        return "\n    ".join([head] + [f"{show(p)}: note: {t}" for p, t in self.notes])

    def key(self):
        return (self.place, self.text, self.check, tuple(self.notes))


def show(place):
    return f"{place[0]}:{place[1]}"


def matches(pattern, text):
    parts = re.split(r"\{\{(.*?)\}\}", pattern)
    regex = "".join(f"(?:{part})" if i % 2 else re.escape(part) for i, part in enumerate(parts))
    return re.fullmatch(regex, text) is not None


def parse_output(output, directory):
    """The diagnostics in what clang-tidy printed, each with its notes."""
    found = []
    for line in output.splitlines():
        if not (m := DIAGNOSTIC.match(line)):
            continue
        path, number, severity, text, check = m.groups()
        place = (os.path.relpath(path, directory), int(number))
        if severity != "note":
            found.append(Diagnostic(place, severity, text, check))
        elif not found:
            continue
        elif text == FIX_NOTE:
            found[-1].fixed = True
        else:
            found[-1].notes.append((place, text))
    return found


def parse_expectations(name, lines):
    """What the comments of one file expect."""
    marks = {m.group(1): i for i, line in enumerate(lines, 1)
             if (m := re.match(r"(?!\s*//).*// #(\w+)", line))}
    expected, code_line, text = [], 0, None
    for i, line in enumerate(lines, 1):
        if m := re.match(r"\s*// (expect|note)(?: #(\w+))?: (.*)", line):
            kind, mark, text = m.groups()
            if mark and mark not in marks:
                raise Failure(f"{name}:{i}: no line is marked '#{mark}'")
            place = (name, marks[mark] if mark else code_line)
            if kind == "expect":
                expected.append(Expectation(place, [text], []))
                text = expected[-1].text
            elif not expected:
                raise Failure(f"{name}:{i}: a note before any warning")
            else:
                text = [text]
                expected[-1].notes.append((place, text))
        elif (m := re.match(r"\s*//   +(\S.*)", line)) and text:
            text.append(m.group(1))
        else:
            text = None
            if line.strip() and not re.match(r"\s*//", line):
                code_line = i
    return [Expectation(e.place, " ".join(e.text), [(p, " ".join(t)) for p, t in e.notes])
            for e in expected]


def compare(expected, found):
    """Fails unless every warning was expected and every expectation is met."""
    problems, rest = [], list(found)
    for e in expected:
        hit = next((d for d in rest if d.place == e.place and
                    (matches(e.text, d.text) or matches(e.text, f"{d.text} [{d.check}]"))), None)
        if not hit:
            problems.append(f"missing:    {show(e.place)}: {e.text}")
            continue
        rest.remove(hit)
        same = len(hit.notes) == len(e.notes) and all(
            p == q and matches(s, t) for (p, s), (q, t) in zip(e.notes, hit.notes))
        if e.notes and not same:
            wanted = "".join(f"\n    {show(p)}: note: {t}" for p, t in e.notes)
            problems.append(f"other notes: {hit}\n  expected:{wanted}")
    problems += [f"unexpected: {d}" for d in rest]
    if problems:
        raise Failure("\n".join(problems))


def fixed_text(lines):
    """The lines after the fix, by the `//+` and `//-` comments."""
    lines = [re.sub(r"^\s*//\+", "", line) for line in lines]
    return [line for line in lines if not line.endswith("//-")]


def code_only(lines):
    """Without the comments that the harness reads."""
    lines = [re.sub(r"\s*// ?[#-].*$", "", line) for line in lines]
    return [line for line in lines if not re.match(r"\s*//", line)]


def read(path):
    with open(path, newline="") as file:
        return file.read()


class Test:
    def __init__(self, options, flags):
        self.file = os.path.abspath(options.file)
        self.directory, self.name = os.path.split(self.file)
        self.build, self.broken, self.flags = options.build, options.broken, flags
        settings = [a for a in options.arguments if "=" in a]
        checks = [a for a in options.arguments if "=" not in a] or TEARDOWN
        quoted = ", ".join(f"{k}: {v!r}" for k, v in (s.split("=", 1) for s in settings))
        self.arguments = ["--quiet", "--checks=-*," + ",".join(checks),
                          "--config={CheckOptions: {" + quoted + "}}"]
        self.files = {self.name: read(self.file)}
        self.collect_headers(self.name)

    def collect_headers(self, name):
        for header in re.findall(r'^\s*#\s*include "(.*?)"', self.files[name], re.M):
            path = os.path.normpath(os.path.join(os.path.dirname(name), header))
            if path not in self.files:
                self.files[path] = read(os.path.join(self.directory, path))
                self.collect_headers(path)

    def compiler_flags(self, dialect):
        standard = "c++17" if self.name.endswith(".cpp") else "c17"
        return DIALECTS[dialect] + [f"-std={standard}"] + self.flags

    def tidy(self, dialect, directory, plugin=False, fix=False):
        program = ["clang-tidy-22", f"--load={self.build}/lib/ThreadpoolTidy.so"] if plugin else \
                  [f"{self.build}/bin/threadpool-clang-tidy"]
        command = [*program, *self.arguments, *(["--fix"] if fix else []),
                   os.path.join(directory, self.name), "--", *self.compiler_flags(dialect)]
        run = subprocess.run(command, capture_output=True, text=True)
        found = parse_output(run.stdout, directory)
        errors = [d for d in found if d.severity == "error"]
        if run.returncode < 0 or (run.returncode and not errors):
            raise Failure(f"{' '.join(command)}\nended with {run.returncode}:\n"
                          f"{(run.stdout + run.stderr)[-2000:]}")
        if bool(errors) != self.broken:
            raise Failure("\n".join(map(str, errors)) or "--broken, but it compiles")
        return [d for d in found if d.severity == "warning"]

    def compile(self, dialect, directory):
        run = subprocess.run(["clang-22", "-fsyntax-only", *self.compiler_flags(dialect),
                              os.path.join(directory, self.name)], capture_output=True, text=True)
        if run.returncode:
            raise Failure(f"the fixed file does not compile:\n{run.stderr}")

    def run(self, dialect):
        expected = [e for name, text in self.files.items()
                    for e in parse_expectations(name, text.splitlines())]
        found = self.tidy(dialect, self.directory)
        compare(expected, found)
        by_plugin = self.tidy(dialect, self.directory, plugin=True)
        if [d.key() for d in found] != [d.key() for d in by_plugin]:
            raise Failure("the plugin says something else:\n" + "\n".join(map(str, by_plugin)))
        with tempfile.TemporaryDirectory() as copy:
            self.run_fixes(dialect, copy)

    def run_fixes(self, dialect, copy):
        for name, text in self.files.items():
            os.makedirs(os.path.dirname(os.path.join(copy, name)), exist_ok=True)
            with open(os.path.join(copy, name), "w", newline="") as file:
                file.write(text)
        before = self.tidy(dialect, copy, fix=True)
        fixed = {name: read(os.path.join(copy, name)) for name in self.files}
        for name, text in self.files.items():
            wanted, actual = fixed_text(text.splitlines()), fixed[name].splitlines()
            if wanted == text.splitlines():
                if fixed[name] != text:
                    raise Failure("a fix that was not expected:\n" + "\n".join(
                        difflib.unified_diff(wanted, actual, "expected", "fixed", lineterm="")))
            elif code_only(wanted) != code_only(actual):
                raise Failure("another fix than expected:\n" + "\n".join(difflib.unified_diff(
                    code_only(wanted), code_only(actual), "expected", "fixed", lineterm="")))
        if fixed == self.files:
            return
        self.compile(dialect, copy)
        again = self.tidy(dialect, copy, fix=True)
        # One edit may mend several mistakes with the same object; it is offered once.
        left = collections.Counter(d.text for d in before if not d.fixed)
        stayed = collections.Counter(d.text for d in again)
        if stayed - left or set(left - stayed) - {d.text for d in before if d.fixed}:
            raise Failure("after the fix:\n" + "\n".join(map(str, again)))
        if fixed != {name: read(os.path.join(copy, name)) for name in self.files}:
            raise Failure("fixing twice changes the file again")


def main():
    own, flags = sys.argv[1:], []
    if "--" in own:
        cut = own.index("--")
        own, flags = own[:cut], own[cut + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("arguments", nargs="*", metavar="CHECK or CHECK.OPTION=VALUE")
    parser.add_argument("--build", default=os.path.join(HERE, "../../build"))
    parser.add_argument("--broken", action="store_true", help="the file does not compile")
    parser.add_argument("--dialects", default="msvc,mingw")
    options = parser.parse_args(own)
    failed = False
    for dialect in options.dialects.split(","):
        try:
            Test(options, flags).run(dialect)
        except Failure as failure:
            failed = True
            print(f"{options.file} ({dialect}):\n{failure}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
