#!/usr/bin/env python3
"""Fixes all test inputs again in another dress, and compares byte by byte: nothing but what a fix is about may change.

    rewrite.py --tidy threadpool-clang-tidy CHANGE...

A CHANGE is made to a copy of every test input and its headers; then the copy is fixed. It has to come to the same as the
fixed original to which the CHANGE is made afterwards:

  crlf       lines end as on Windows
  bom        the file begins with a byte order mark
  tabs       indented with tabs, one for two blanks
  no-end     the last line has no end
  fix-notes  nothing is changed; `--fix-notes` fixes no more than `--fix`
  nolint     each line with a warning says NOLINT: no warning, and no fix, is left
"""

import argparse
import collections
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SDK = ROOT / "Inputs/sdk"
NOT_INPUTS = {"unit", "proof", "mutation", "stress", "exhaustive"}


def tabbed(text):
    return re.sub(rb"(?m)^(?:  )+", lambda m: b"\t" * (len(m[0]) // 2), text)


CHANGES = {
    "crlf": lambda text: text.replace(b"\n", b"\r\n"),
    "bom": lambda text: b"\xef\xbb\xbf" + text,
    "tabs": tabbed,
    "no-end": lambda text: text.removesuffix(b"\n"),
    "fix-notes": lambda text: text,
}


def sources():
    """The test inputs with the arguments of their RUN lines, and the headers beside them."""
    inputs, headers = collections.defaultdict(list), []
    for file in sorted(ROOT.rglob("*")):
        if file.suffix not in (".c", ".cpp", ".h") or NOT_INPUTS & set(file.parts) or SDK in file.parents:
            continue
        run = re.search(r"RUN: %check %s(.*)", text) if "RUN:" in (text := file.read_text()) else None
        if not run:
            headers.append(file)
        elif "--broken" not in run[1] and ("--dialects=" not in run[1] or "msvc" in run[1]):
            own, _, flags = run[1].partition(" -- ")
            checks = tuple(word for word in own.split() if re.fullmatch(r"threadpool-[\w-]+", word))
            options = tuple(word for word in own.split() if "=" in word and word.startswith("threadpool-"))
            inputs[(file.suffix, checks, options, flags)].append(file)
    return inputs, headers


def fix(tidy, inputs, folder, how):
    """What was said. A process for all files that are read and judged alike."""
    said = ""
    for (suffix, checks, options, flags), files in inputs.items():
        quoted = ", ".join(f"{key}: {value!r}" for key, value in (o.split("=", 1) for o in options))
        standard = "-std=c17" if suffix == ".c" else "-std=c++17"
        command = [tidy, "--quiet", "--header-filter=.*", how,
                   "--checks=-*," + (",".join(checks) or "threadpool-unsafe-close,threadpool-context-freed-early,"
                                     "threadpool-wait-in-callback"),
                   "--config={CheckOptions: {" + quoted + "}}", *(str(folder / f.relative_to(ROOT)) for f in files),
                   "--", "--target=x86_64-pc-windows-msvc", "-nostdinc", "-isystem", str(SDK), standard, *flags.split()]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
        if done.returncode:
            sys.exit(f"{' '.join(command)[:400]} ...\nended with {done.returncode}\n{(done.stdout + done.stderr)[-3000:]}")
        said += done.stdout
    return said


def copied(inputs, headers, folder, change):
    files = [*headers, *(file for group in inputs.values() for file in group)]
    for file in files:
        to = folder / file.relative_to(ROOT)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(change(file.read_bytes()))
    return files


def warned(said, folder):
    """The lines with a warning, by file."""
    lines = collections.defaultdict(set)
    for file, line in re.findall(r"(?m)^(\S+?):(\d+):\d+: warning: ", said):
        lines[Path(file).relative_to(folder)].add(int(line))
    return lines


def silence(text, lines):
    rows = text.split(b"\n")
    for line in lines:
        if rows[line - 1].endswith(b"\\"):
            sys.exit(f"a warning stands in a line that goes on in the next: {rows[line - 1]}")
        rows[line - 1] += b" // NOLINT"
    return b"\n".join(rows)


def problems(tidy, inputs, headers, change, plain, lines, scratch):
    """What is wrong with the tests in one dress; `plain` has them fixed as they are."""
    other = scratch / change
    files = copied(inputs, headers, other, CHANGES.get(change, lambda text: text))
    if change == "nolint":
        for file, numbers in lines.items():
            (other / file).write_bytes(silence((ROOT / file).read_bytes(), numbers))
    before = {f: (other / f.relative_to(ROOT)).read_bytes() for f in files}
    said = fix(tidy, inputs, other, "--fix-notes" if change == "fix-notes" else "--fix")
    for file in files:
        name = file.relative_to(ROOT)
        wanted = before[file] if change == "nolint" else CHANGES[change]((plain / name).read_bytes())
        if (other / name).read_bytes() != wanted:
            yield f"{name}: another result than expected"
    if change == "nolint":
        for file, numbers in warned(said, other).items():
            yield f"{file}: still warned of in lines {sorted(numbers)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--tidy", required=True)
    parser.add_argument("changes", nargs="+", choices=[*CHANGES, "nolint"])
    options = parser.parse_args()
    inputs, headers = sources()
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain"
        files = copied(inputs, headers, plain, lambda text: text)
        lines = warned(fix(options.tidy, inputs, plain, "--fix"), plain)
        changed = sum((plain / f.relative_to(ROOT)).read_bytes() != f.read_bytes() for f in files)
        if changed < 50:
            sys.exit(f"only {changed} inputs were fixed at all")
        for change in options.changes:
            found = list(problems(options.tidy, inputs, headers, change, plain, lines, Path(scratch)))
            print(*found, sep="\n", end="\n" if found else "")
            print(f"{change}: {len(files)} files, {changed} of them fixed, {sum(map(len, lines.values()))} lines with a "
                  f"warning, {len(found)} problems")
            failed |= bool(found)
    sys.exit(failed)


if __name__ == "__main__":
    main()
