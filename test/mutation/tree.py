"""A copy of the sources in which every mutant of the checker is present and none is on, built once.

A mutant is a piece of text and what stands there where it is off; the environment variable THREADPOOL_MUTANT chooses
one by its number when the checks run. So there is one build for all of them, beside the user's own.
"""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TREE, BUILD = ROOT / "build/mutation/tree", ROOT / "build/mutation/build"
COPIED = ["CMakeLists.txt", "CMakePresets.json", "checks", "cmake", "tools", "test/CMakeLists.txt", "test/unit",
          "test/stress"]
TYPESTATE = "checks/engine/state/Typestate.cpp"
VARIABLE = "THREADPOOL_MUTANT"
NEVER = ("\n#include <cstdlib>\nnamespace threadpool {\nbool isOff(unsigned Mutant) {\n"
         f'  static const char *Which = std::getenv("{VARIABLE}");\n'
         "  return Which && unsigned(std::atoi(Which)) == Mutant;\n}\n}\n")
TRANSITIONS = 100000  # where the numbers of transitions begin
STEP = "step(Kind, Op, Phase(Bit))"
SWITCHED = (f"(isOff({TRANSITIONS} + unsigned(needsDisarm(Kind)) * 50000 + unsigned(Op) * 1000 + Bit) ? PhaseSet(Bit) "
            f": PhaseSet({STEP}))")


class CannotMutate(Exception):
    """Why, in a sentence for the user."""


def number_of(needs_disarm, operation, phase):
    return TRANSITIONS + needs_disarm * 50000 + operation * 1000 + phase


def place_of(mutant, text):
    """(begin, end) of what the mutant changes in a source, in which white space may be broken otherwise."""
    before, part, after = re.fullmatch(r"(?s)(?:(.*)«)?(.*?)(?:»(.*))?", mutant.text).groups("")
    spaced = [r"\s+".join(re.escape(word) for word in piece.split()) for piece in (before, part, after)]
    found = list(re.finditer(rf"{spaced[0]}\s*({spaced[1]})\s*{spaced[2]}", text))
    if len(found) != 1:
        raise CannotMutate(f"{mutant.file} has '{mutant.text}' {len(found)} times, and it must be there exactly once "
                           f"(mutant '{mutant.name}')")
    return found[0].span(1)


def switch(mutant, text):
    """What stands in the place of a statement or an expression."""
    if text.endswith(";"):
        return f"{{ if (isOff({mutant.number})) {{ {mutant.off} }} else {{ {text} }} }}"
    if mutant.off in ("true", "false"):
        text = f"bool({text})"
    return f"(isOff({mutant.number}) ? ({mutant.off}) : ({text}))"


def mutated(text, mutants):
    """A source with its mutants in it."""
    edits = []
    for mutant in mutants:
        begin, end = place_of(mutant, text)
        edits.append((begin, end, switch(mutant, text[begin:end]), mutant))
    edits.sort(key=lambda edit: edit[:2])
    for one, other in zip(edits, edits[1:]):
        if other[0] < one[1]:
            raise CannotMutate(f"the mutants '{one[3].name}' and '{other[3].name}' overlap")
    for begin, end, new, _ in reversed(edits):
        text = text[:begin] + new + text[end:]
    return "namespace threadpool { bool isOff(unsigned); } " + text


def sources(mutants):
    """(path, text) of all that is built."""
    by_file = {}
    for mutant in mutants:
        by_file.setdefault(mutant.file, []).append(mutant)
    for name in COPIED:
        paths = [ROOT / name] if (ROOT / name).is_file() else sorted(p for p in (ROOT / name).rglob("*") if p.is_file())
        for path in paths:
            file = str(path.relative_to(ROOT))
            if "__pycache__" in file:
                continue
            text = path.read_text()
            if file in by_file:
                text = mutated(text, by_file.pop(file))
            if file == TYPESTATE:  # the table is asked in one place
                if text.count(STEP) != 1:
                    raise CannotMutate(f"{file} has '{STEP}' {text.count(STEP)} times, and it must be there exactly once")
                text = "namespace threadpool { bool isOff(unsigned); } " + text.replace(STEP, SWITCHED) + NEVER
            yield file, text
    yield "test/unit/Transitions.cpp", (ROOT / "test/mutation/Transitions.cpp").read_text()
    for file in by_file:
        raise CannotMutate(f"there is no file {file}")


def build(mutants):
    """Writes what has changed and builds it."""
    wanted = dict(sources(mutants))
    for file, text in wanted.items():
        path = TREE / file
        if not path.is_file() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    for path in TREE.rglob("*"):
        if path.is_file() and str(path.relative_to(TREE)) not in wanted:
            path.unlink()
    if not (BUILD / "build.ninja").is_file():
        run(["cmake", "-S", TREE, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
             "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG"])
    run(["ninja", "-k", "0", "-C", BUILD, "ThreadpoolTidy", "threadpool-clang-tidy", "ThreadpoolTidyUnitTests"])


def run(command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, errors="replace")
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()
        errors = [line for line in said if "error:" in line] or said[-12:]
        raise CannotMutate("the mutants cannot be built:\n" + "\n".join(errors))


def choose(mutant):
    """From now on that mutant runs; None is the checker as it is."""
    if mutant is None:
        os.environ.pop(VARIABLE, None)
    else:
        os.environ[VARIABLE] = str(mutant.number)
