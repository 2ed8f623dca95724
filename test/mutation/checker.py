"""The mutants of the checker, and the tests that tell each from the checker as it is.

The transitions come from the table itself, the exemptions from exemptions.ini. A test whose file gets the same warnings
and edits as before passes, so it is run in full only where they differ.
"""

import argparse
import concurrent.futures
import configparser
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import tree

ROOT = tree.ROOT
sys.path.insert(0, str(ROOT / "test/Inputs"))
import check

HERE = Path(__file__).resolve().parent
UNIT = "the unit tests"
EXHAUSTIVE = "the exhaustive comparison"


@dataclass
class Mutant:
    number: int
    name: str
    kind: str  # "transition" or "exemption"
    file: str
    text: str = ""  # what is there
    off: str = ""  # what stands there instead


def exemptions():
    """Of exemptions.ini, each a section: which sentence of the policy, the file, the text, and what it is when off."""
    table = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    table.optionxform = str
    with open(HERE / "exemptions.ini") as file:
        table.read_file(file)
    for number, name in enumerate(table.sections(), 1):
        row = table[name]
        yield Mutant(number, name, "exemption", f"checks/{row['file']}", row["text"], row["off"])


def names_of(enumeration):
    """The enumerators of one of the enums of Typestate.h, in order."""
    text = (ROOT / "checks/engine/state/Typestate.h").read_text()
    body = re.search(rf"enum (?:class )?{enumeration} : \w+ {{(.*?)}};", text, re.S)[1]
    return re.findall(r"^\s*(\w+)", body, re.M)


def transitions():
    """Each that changes a phase, as the table says when it is asked."""
    done = subprocess.run([tree.BUILD / "bin/ThreadpoolTidyUnitTests", "--gtest_filter=Mutation.Transitions"],
                          capture_output=True, text=True)
    phases, operations = names_of("Phase"), names_of("Operation")
    for needs, operation, phase in re.findall(r"^transition (\d+) (\d+) (\d+)$", done.stdout, re.M):
        objects = "timer or wait object" if int(needs) else "work or I/O object"
        name = f"{operations[int(operation)]} of a {objects} that is {phases[int(phase).bit_length() - 1]}"
        yield Mutant(tree.number_of(int(needs), int(operation), int(phase)), name, "transition", tree.TYPESTATE)


# Where the tests of a sentence of the policy stand: they are asked first.
FOLDERS = {1: "unsafe-close", 2: "unsafe-close", 3: "unsafe-close", 4: "context-freed-early", 5: "context-freed-early",
           6: "context-freed-early", 7: "unsafe-close", 8: "unsafe-close", 9: "fixits", 10: "wait-in-callback",
           11: "rearm-race", 12: "rearm-race", 13: "wait-under-lock", 14: "wait-under-lock", 15: "member-order",
           16: "legacy-delete", 17: "detached-context", 18: "self-close-overlap", 19: "self-close-overlap",
           20: "io-protocol", 21: "cleanup-group", 22: "use-after-close", 23: "disarm-argument", 24: "disarm-argument",
           25: "dllmain-wait", 26: "wait-without-cancel"}


class LitTest:
    """A file with a `RUN: %check` line."""

    def __init__(self, path, run):
        self.path, self.name = str(path), str(path.relative_to(ROOT))
        own, _, flags = run.partition(" -- ")
        parser = argparse.ArgumentParser()
        parser.add_argument("arguments", nargs="*")
        parser.add_argument("--broken", action="store_true")
        parser.add_argument("--dialects", default="msvc,mingw")
        options = parser.parse_args(own.split())
        options.file, options.build = str(path), str(tree.BUILD)
        self.dialects = options.dialects.split(",")
        self.test = check.Test(options, flags.split())

    def command(self):
        """How clang-tidy is called for it: the options of the checks, the flags of the compiler."""
        return tuple(self.test.arguments), tuple(self.test.compiler_flags(self.dialects[0]))

    def fails(self):
        for dialect in self.dialects:
            try:
                self.test.run(dialect)
            except check.Failure:
                return True
        return False


class Group:
    """Tests of one folder that are run the same way: one run of clang-tidy tells what is said of them all."""

    def __init__(self, folder, command):
        self.folder, self.command, self.tests, self.before = folder, command, [], {}

    def said(self):
        """The warnings of each file with their notes and edits; those in headers are every file's."""
        arguments, flags = self.command
        with tempfile.TemporaryDirectory() as folder:
            export = Path(folder, "said.yaml")
            done = subprocess.run([tree.BUILD / "bin/threadpool-clang-tidy", *arguments, f"--export-fixes={export}",
                                   *[test.path for test in self.tests], "--", *flags], capture_output=True)
            text = export.read_text() if export.is_file() else ""
        if done.returncode < 0:
            return {test.path: "it crashed" for test in self.tests}
        result = {test.path: [] for test in self.tests}
        for each in text.split("  - DiagnosticName:")[1:]:
            path = re.search(r"FilePath: +'?(.*?)'?$", each, re.M)[1]
            for said in [result[path]] if path in result else result.values():
                said.append(each)
        return result

    def suspects(self):
        """The tests whose files are told something else than before."""
        now = self.said()
        return [test for test in self.tests if now[test.path] != self.before[test.path]]


def groups():
    """By the folder, the checks and the flags. A file whose own headers matter stands alone."""
    found = {}
    for path in sorted(ROOT.glob("test/*/*.c*")):
        text = path.read_text()
        if run := re.search(r"RUN: %check %s(.*)", text):
            test = LitTest(path, run[1])
            alone = path if '#include "' in text else None
            found.setdefault((path.parent.name, test.command(), alone),
                             Group(path.parent.name, test.command())).tests.append(test)
    return list(found.values())


class Tests:
    def __init__(self, jobs):
        self.jobs, self.pool = jobs, concurrent.futures.ThreadPoolExecutor(jobs)
        self.groups = groups()
        tree.choose(None)
        for group, said in zip(self.groups, self.pool.map(Group.said, self.groups)):
            group.before = said

    def killer(self, mutant):
        """The first test that fails for the mutant, or None."""
        tree.choose(mutant)
        try:
            # The table of phases has unit tests of its own, which take a second.
            table = mutant.kind == "transition" and self.unit()
            return table or self.lit(mutant) or self.unit() or self.exhaustive()
        finally:
            tree.choose(None)

    def lit(self, mutant):
        """The folder where it belongs stands first, then the groups that told others apart."""
        number = re.match(r"\d+", mutant.name)
        folder = FOLDERS.get(int(number[0])) if number else None
        order = sorted(self.groups, key=lambda group: group.folder != folder)
        for start in range(0, len(order), self.jobs):
            some = order[start:start + self.jobs]
            for group, suspects in zip(some, list(self.pool.map(Group.suspects, some))):
                for test in suspects:
                    if test.fails():
                        self.groups.remove(group)
                        self.groups.insert(0, group)
                        return test.name
        return None

    def unit(self):
        done = subprocess.run([tree.BUILD / "bin/ThreadpoolTidyUnitTests", "--gtest_brief=1"], capture_output=True)
        return UNIT if done.returncode else None

    def exhaustive(self):
        done = subprocess.run([ROOT / "test/exhaustive/run", "--tool", tree.BUILD / "bin/threadpool-clang-tidy"],
                              capture_output=True)
        return EXHAUSTIVE if done.returncode else None
