#!/usr/bin/env python3
"""Holds the documentation to its word: what a page shows is compiled, checked and compared.

An HTML comment before a fenced block says what the block is:

    <!-- sample: good -->                a program of which no check says anything
    <!-- sample: bad -->                 a program that is warned of where it says so: each comment "// warning: TEXT"
                                         (or "/* warning: TEXT */", or several lines) stands above the line that is
                                         flagged, and TEXT is the whole message
    <!-- sample: fixed -->               what -fix makes of the sample before it, comments aside
    <!-- sample: other -->               C or C++ that is no program of its own
    <!-- output: path/to/file.c -->      what the checks print for that file; a line "..." stands for any lines
    <!-- output: tools/tidy -->          what tools/tidy prints without an argument

and "<!-- silent: path/to/file.c -->", with no block after it, says that the checks print nothing for that file.

After the kind of a sample, options may follow: "sample: good, context-freed-early.AllowFreeAfterDrain=true". Every
fenced block in C or C++ must carry such a comment. In the page of a check, the warnings of bad samples must be that
check's own, and the table under "## Options" must hold each of its options with its true default. docs/index.md must
name every check, and docs/examples/README.md every program beside it.

    docsamples.py [--tidy TIDY] [--clang CLANG] PAGE.md ...
    docsamples.py --update ...           writes into each output block what is printed now, unless it has a "..."
"""

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools/lib"))
from windows_headers import flags_for

EXTENSION = {"c": ".c", "cpp": ".cpp"}
BLOCK = re.compile(r"^(?:<!-- (?P<kind>sample|output): (?P<what>[^\n]*?) -->\n+)?"
                   r"```(?P<language>[\w-]*)\n(?P<text>.*?)^```$", re.M | re.S)
DIAGNOSTIC = re.compile(r"(?P<file>.+?):(?P<line>\d+):\d+: (?P<level>warning|error): (?P<message>.*?)"
                        r"(?: \[(?P<check>[\w.,-]+)\])?$")


@dataclass
class Block:
    page: Path
    line: int  # of the opening fence
    language: str
    text: str
    kind: str  # "good", "bad", "fixed", "other", "output" or ""
    argument: str
    whole: str  # the comment and the fences too

    @property
    def place(self):
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page):
    content = page.read_text()
    for match in BLOCK.finditer(content):
        line = content.count("\n", 0, content.index("```", match.start())) + 1
        kind, _, argument = (match["what"] or "").partition(",")
        if match["kind"] == "output":
            kind, argument = "output", match["what"]
        yield Block(page, line, match["language"], match["text"], kind.strip(), argument.strip(),
                    match.group())


def expected_warnings(text):
    """(line, message) for each "warning:" comment of a sample; the line is the next one with code on it."""
    lines, expected, index = text.splitlines(), [], 0
    comment = re.compile(r"\s*(?://|/\*| \*)\s?(.*?)\s*(?:\*/)?$")
    while index < len(lines):
        if not re.match(r"\s*(//|/\*)\s*warning: ", lines[index]):
            index += 1
            continue
        words = []
        while index < len(lines) and re.match(r"\s*(//|/\*|\*)", lines[index]):
            words.append(comment.match(lines[index])[1].strip())
            index += 1
        for message in " ".join(words).split("warning: ")[1:]:
            expected.append((index + 1, message.strip()))
    return expected


class Checker:
    def __init__(self, tidy, clang, update=False):
        self.tidy, self.clang, self.update, self.complaints = tidy, clang, update, []

    def complain(self, place, text):
        self.complaints.append(f"{place}: {text}")

    def tidy_command(self, path, options=(), *more):
        config = ", ".join(f"threadpool-{o.strip().replace('=', ': ', 1)}" for o in options)
        return [self.tidy, "--quiet", "--checks=-*,threadpool-*", f"--config={{CheckOptions: {{{config}}}}}", *more,
                str(path), "--", *flags_for(Path(path))]

    def run(self, command, **more):
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, **more)

    def options_of(self, block):
        return [o for o in block.argument.split(",") if o.strip()]

    def write(self, folder, block):
        path = Path(folder) / ("sample" + EXTENSION[block.language])
        path.write_text(block.text)
        return path

    def compiles(self, path, block):
        result = self.run([self.clang, *flags_for(path), "-fsyntax-only", "-Wall", str(path)])
        if result.returncode or result.stderr:
            self.complain(block.place, f"does not compile cleanly:\n{result.stderr}")
        return result.returncode == 0

    def check_sample(self, block):
        with tempfile.TemporaryDirectory() as folder:
            path = self.write(folder, block)
            if not self.compiles(path, block):
                return
            result = self.run(self.tidy_command(path, self.options_of(block)))
            said, checks = [], set()
            for line in result.stdout.splitlines():
                if match := DIAGNOSTIC.match(line):
                    said.append((int(match["line"]), match["message"]))
                    checks.add(match["check"])
            wanted = expected_warnings(block.text) if block.kind == "bad" else []
            if block.kind == "bad" and not wanted:
                self.complain(block.place, "a bad sample without a 'warning:' comment")
            for line, message in sorted(set(wanted) - set(said)):
                self.complain(block.place, f"line {line} of the sample: not said: {message}")
            for line, message in sorted(set(said) - set(wanted)):
                self.complain(block.place, f"line {line} of the sample: said as well: {message}")
            if block.page.parent.name == "checks" and checks - {block.page.stem}:
                self.complain(block.place, f"warned of by {', '.join(sorted(checks - {block.page.stem}))} too")

    def check_fixed(self, block, before):
        if before is None:
            return self.complain(block.place, "no sample stands before this fix")
        with tempfile.TemporaryDirectory() as folder:
            path = self.write(folder, before)
            self.run(self.tidy_command(path, self.options_of(before), "--fix"))
            if code_lines(path.read_text()) != code_lines(block.text):
                self.complain(block.place, f"-fix gives something else:\n{path.read_text()}")
        self.check_sample(block)

    def printed_for(self, what):
        if what == "tools/tidy":
            return self.run([sys.executable, "tools/lib/run_checks.py", "--clang-tidy", self.tidy,
                             "docs/examples"]).stdout
        path = ROOT / what
        if not path.is_file():
            return f"there is no {what}"
        compiled = self.run([self.clang, *flags_for(path), "-fsyntax-only", "-Wall", what])
        return compiled.stderr or self.run(self.tidy_command(path)).stdout.replace(f"{ROOT}/", "")

    def check_output(self, block):
        printed = self.printed_for(block.argument).rstrip("\n")
        pattern = "\n".join(".*?" if line.strip() == "..." else re.escape(line)
                            for line in block.text.rstrip("\n").split("\n"))
        if re.fullmatch(pattern, printed, re.S):
            return
        if self.update and "\n...\n" not in f"\n{block.text}":
            content = block.page.read_text()
            opening, fence = block.whole.split("```", 1)[0], block.whole.split("```", 1)[1].split("\n", 1)[0]
            filled = f"{opening}```{fence}\n{printed}\n```"
            block.page.write_text(content.replace(block.whole.rstrip("\n"), filled))
            return
        self.complain(block.place, f"{block.argument} now gives:\n{printed}")

    def check_silent(self, page):
        for what in re.findall(r"^<!-- silent: (.*?) -->$", page.read_text(), re.M):
            if printed := self.printed_for(what):
                self.complain(page.relative_to(ROOT), f"{what} is not silent:\n{printed}")

    def check_index(self, page):
        listed = self.run([self.tidy, "--checks=-*,threadpool-*", "--list-checks"]).stdout
        real = set(re.findall(r"^\s+(threadpool-[\w-]+)$", listed, re.M))
        named = set(re.findall(r"\(checks/(threadpool-[\w-]+)\.md\)", page.read_text()))
        pages = {p.stem for p in page.parent.glob("checks/*.md")}
        for check in sorted(real ^ named | real ^ pages):
            self.complain(page.relative_to(ROOT), f"{check}: in the tool: {check in real}, in the table: "
                                                  f"{check in named}, has a page: {check in pages}")

    def check_examples(self, page):
        spoken_of = set(re.findall(r"^<!-- (?:output|silent): (.*?) -->$", page.read_text(), re.M))
        for program in sorted(page.parent.glob("*.c*")):
            if str(program.relative_to(ROOT)) not in spoken_of:
                self.complain(page.relative_to(ROOT), f"says nothing of what {program.name} prints")

    def check_options(self, page):
        check = page.stem
        result = self.run([self.tidy, f"--checks=-*,{check}", "--dump-config", "--config={}"])
        real = dict(re.findall(rf"^\s*{check}\.(\w+):\s*(.*?)\s*$", result.stdout, re.M))
        real = {name: value.strip("'\"") for name, value in real.items()}
        section = re.search(r"^## Options\n(.*?)(?=^## |\Z)", page.read_text(), re.M | re.S)
        rows = re.findall(r"^\| `(\w+)` \| (?:`([^`]*)`|\(none\)) \|", section[1] if section else "", re.M)
        stated = dict(rows)
        for name in sorted(set(real) | set(stated)):
            if real.get(name) != stated.get(name):
                self.complain(page.relative_to(ROOT), f"option {name}: the page says {stated.get(name)!r}, "
                                                      f"--dump-config says {real.get(name)!r}")

    def check_page(self, page):
        before, count = None, 0
        for block in blocks_of(page):
            count += bool(block.kind)
            if block.kind == "output":
                self.check_output(block)
            elif block.kind in ("good", "bad"):
                self.check_sample(block)
                before = block
            elif block.kind == "fixed":
                self.check_fixed(block, before)
            elif block.language in EXTENSION and block.kind != "other":
                self.complain(block.place, "a C or C++ block that no comment describes")
        self.check_silent(page)
        if page.parent.name == "checks":
            self.check_options(page)
        if page == ROOT / "docs/index.md":
            self.check_index(page)
        if page.parent.name == "examples":
            self.check_examples(page)
        print(f"{page.relative_to(ROOT)}: {count} blocks")


def code_lines(text):
    """The lines of a sample without those that are only a comment."""
    kept = [line.rstrip() for line in text.splitlines()]
    return [line for line in kept if line and not re.match(r"\s*(//|/?\*)", line)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--tidy", default=str(ROOT / "build/bin/threadpool-clang-tidy"))
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    checker = Checker(arguments.tidy, arguments.clang, arguments.update)
    for page in arguments.pages:
        checker.check_page(page.resolve())
    for complaint in checker.complaints:
        print(complaint, file=sys.stderr)
    return 1 if checker.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
