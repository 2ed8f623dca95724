"""Tests of the judge: programs judged by hand, a naive walker that must agree with it, and the mix of what is generated."""
import random

import handwritten
from entry import entries, roots
from generate import FEATURES, generate
from paths import judge
from printer import Printer
from program import *
from rules import FREED_EARLY
from walk import Walk


HAND_WRITTEN = list(handwritten.alone()) + list(handwritten.together())


def check_hand_written():
    failed = 0
    for name, hand, program in HAND_WRITTEN:
        printer = Printer()
        printer.print(program)
        end = program.functions[-1].body.end
        wanted = {(end, FREED_EARLY) if check == "end" else (node.line, check) for node, check in hand.wanted}
        found = set(judge(program).findings)
        if found != wanted:
            failed += 1
            print(f"{name}: wanted {sorted(wanted)}, found {sorted(found)}\n{printer.text()}")
    return failed


def check_walker(level, count, walks):
    """No random walk may find what the judge does not; together they must find nearly all that it does."""
    failed = seen = due = 0
    for number in range(count):
        program = generate(77, "c" if number % 2 else "cpp", level, number, FEATURES)
        printer = Printer()
        printer.print(program)
        verdict = judge(program)
        expected, walked = set(verdict.findings), set()
        for function in roots(program):
            for step in range(walks):
                rng = random.Random(number * walks + step)
                world = rng.choice(entries(program, function, verdict.left))
                walked |= Walk(program, function, rng, world).findings
        due, seen = due + len(expected), seen + len(expected & walked)
        if walked - expected:
            failed += 1
            print(f"the walker found {sorted(walked - expected)}, which the judge did not\n{printer.text()}")
    print(f"walker, level {level}: {count} programs, {walks} walks each: {seen} of {due} findings met")
    return failed + (seen < 0.9 * due)


def check_mix(count):
    failed = 0
    for lang in ("c", "cpp"):
        programs = [generate(1, lang, 1, number, FEATURES) for number in range(count)]
        share = 0
        for program in programs:
            Printer().print(program)
            share += bool(judge(program).findings)
        holders = {p.holder for p in programs}
        kinds = {k for p in programs for k in p.kinds}
        nodes = [n for p in programs for n in statements(p.functions[0].body)]
        what = {getattr(n, "what", getattr(n, "form", type(n).__name__)) for n in nodes}
        print(
            f"{lang}: {100 * share // count} % with a finding; {len(what)} sorts of statement: {' '.join(sorted(what))}"
        )
        failed += not 0.3 * count <= share <= 0.7 * count
        failed += len(kinds) < 4 or len(holders) < (6 if lang == "cpp" else 5)
    return failed


def main():
    failures = [check_hand_written(), check_walker(1, 150, 400), check_walker(2, 100, 200), check_mix(300)]
    print(
        f"selftest: {len(HAND_WRITTEN)} programs judged by hand; "
        + ("all as expected" if not any(failures) else f"{sum(failures)} failures")
    )
    return 1 if any(failures) else 0
