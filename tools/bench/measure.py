"""What the checks cost, beside a run with one trivial upstream check.

Times are processor times, so that waiting for a disk does not count: user and system together, since the kernel
measures only their sum. How it divides is a guess from samples, which errs by some per cent in a single run; user time
alone is therefore printed as the mean of all runs, and not judged. In a turn each kind of run takes place several times,
by turns and in another order each time, so that a machine that slows down slows all of them; of these the fastest
counts, since what disturbs a run only ever adds to it. Kinds are compared within a turn, and of the turns the median
counts. The trivial check beside itself shows the noise: where that is more than half of a limit the clock cannot tell,
and the instructions that valgrind counts decide (exact, and takes minutes).

With files, prints the functions of these that take longest.
"""

import argparse
import collections
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import programs

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))
from windows_headers import flags_for

OURS = "-*,threadpool-*"
# One matcher: calls of creat(), of which there are none.
TRIVIAL = "-*,android-cloexec-creat"
KINDS = {"ours": OURS, "trivial": TRIVIAL, "again": TRIVIAL}

MOST_EXTRA_UNUSED = 0.01
MOST_EXTRA = 0.05
MOST_EXTRA_MEMORY = 10.0  # MB
MOST_GROWTH = 2.4  # when a function doubles
MOST_LARGE = 2.0  # s
MOST_NESTED = 1.0  # s
MOST_FUNCTION = 0.050  # s


def command(tool, checks, file, flags=None):
    return [tool, "--quiet", f"--checks={checks}", str(file), *(flags or ["--", *flags_for(file)])]


Run = collections.namedtuple("Run", "time memory user")  # seconds, megabytes at the peak, seconds


def run(tool, checks, file):
    process = subprocess.Popen(
        command(tool, checks, file),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    complaints = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"error: {Path(tool).name} ended with {process.returncode}: {complaints.strip()}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, usage.ru_utime)


def turns(name, options, file, kinds=KINDS):
    """For each turn, the fastest and smallest of each kind of run, and the mean of their user times."""
    results = []
    for turn in range(options.turns):
        progress(f"{name}: turn {turn + 1} of {options.turns}")
        runs = {kind: [] for kind in kinds}
        for round_ in range(options.rounds):
            order = list(kinds)
            for _ in range((turn + round_) % len(order)):
                order.append(order.pop(0))
            for kind in order:
                checks, input_ = kinds[kind] if isinstance(kinds[kind], tuple) else (kinds[kind], file)
                runs[kind].append(run(options.tool, checks, input_))
        results.append(
            {
                kind: Run(min(r.time for r in done), min(r.memory for r in done), statistics.mean(r.user for r in done))
                for kind, done in runs.items()
            }
        )
    progress(None)
    return results


def instructions(options, checks, file):
    """Exactly what one run executes, as valgrind counts it."""
    progress(f"counting the instructions of {Path(file).name} with {checks}")
    try:
        counted = subprocess.run(
            ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
             *command(options.tool, checks, file)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
    except FileNotFoundError:
        sys.exit("error: counting instructions needs valgrind (Debian: apt-get install valgrind)")
    progress(None)
    for line in counted.stderr.splitlines():
        if "I refs:" in line or "I   refs:" in line:
            return int(line.split(":")[1].replace(",", ""))
    sys.exit(f"error: valgrind counted nothing: {counted.stderr.strip()}")


def progress(text):
    if sys.stderr.isatty():
        print("\r\x1b[K" if text is None else f"\r{text}", end="", file=sys.stderr, flush=True)
    elif text:
        print(text, file=sys.stderr, flush=True)


def extra(measured, kind):
    return statistics.median(turn[kind].time / turn["trivial"].time for turn in measured) - 1


def percent(value):
    return f"{100 * value:+.2f} %"


def seconds(value):
    return f"{value:.3f} s"


def judge(text, value, most, show):
    fine = value < most
    print(f"  {text}: {show(value)} ({'below' if fine else 'NOT BELOW'} {show(most)})", flush=True)
    return fine


def beside_trivial(name, options, file, most):
    """Ours beside the trivial check; the turns, and whether the limit holds."""
    measured = turns(name, options, file)
    print(f"{name}:")
    trivial = statistics.median(turn["trivial"].time for turn in measured)
    noise = extra(measured, "again")
    print(f"  time with the trivial check: {seconds(trivial)}; the same once more: {percent(noise)} (noise)")
    user = {kind: statistics.mean(turn[kind].user for turn in measured) for kind in KINDS}
    print(
        f"  user time alone, the mean of all runs: {percent(user['ours'] / user['trivial'] - 1)};"
        f" the same once more: {percent(user['again'] / user['trivial'] - 1)} (noise)"
    )
    fine = judge("time of our checks on top", extra(measured, "ours"), most, percent)
    noisy = abs(noise) > most / 2
    if noisy:
        print("  so much noise leaves that open: the instructions decide")
    if noisy or options.instructions:
        ours, base = (instructions(options, checks, file) for checks in (OURS, TRIVIAL))
        exact = judge("instructions of our checks on top", ours / base - 1, most, percent)
        fine = exact if noisy else fine and exact
    return measured, fine


def judged_to_its_end(options, file, expected):
    """True if as much is found as there is: what gives up early is fast for nothing."""
    process = subprocess.run(
        command(options.tool, OURS, file), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    )
    found = process.stdout.count(" warning: ")
    print(f"  {file.name}: {found} findings ({'as many as there are' if found == expected else f'NOT {expected}'})")
    return found == expected


def scaling(options, half, whole, nested):
    """A function, and one of twice its size; and a deep nest of calls."""
    kinds = {
        "half": (OURS, half), "half again": (OURS, half), "whole": (OURS, whole), "nested": (OURS, nested),
        "half parsed": (TRIVIAL, half), "whole parsed": (TRIVIAL, whole), "nested parsed": (TRIVIAL, nested),
    }
    name = "one large function"
    measured = turns(name, options, None, kinds)

    def ours(kind, parsed=None):
        # Of all turns: what a difference of two times leaves is mostly noise.
        return min(turn[kind].time for turn in measured) - min(turn[parsed or f"{kind} parsed"].time for turn in measured)

    def executed(file):
        return instructions(options, OURS, file) - instructions(options, TRIVIAL, file)

    def times_as_much(ratio):
        return f"{ratio:.2f} times"

    print(f"{name}, the fastest run less the fastest with the trivial check:")
    fine = judge(f"time of our checks on {programs.SIZE}", ours("whole"), MOST_LARGE, seconds)
    noise = ours("half again", "half parsed") / ours("half") - 1
    print(f"  a function of half that size: {seconds(ours('half'))}; the same once more: {percent(noise)} (noise)")
    within = judge("the function to one of half its size", ours("whole") / ours("half"), MOST_GROWTH, times_as_much)
    noisy = abs(noise) > (MOST_GROWTH / 2 - 1) / 2
    if noisy:
        print("  so much noise leaves that open: the instructions decide")
    if noisy or options.instructions:
        exact = judge("the same in instructions", executed(whole) / executed(half), MOST_GROWTH, times_as_much)
        within = exact if noisy else within and exact
    fine &= within
    fine &= judged_to_its_end(options, whole, programs.large_and_its_findings(1)[1])
    fine &= judged_to_its_end(options, half, programs.large_and_its_findings(2)[1])
    fine &= judged_to_its_end(options, nested, 1)
    fine &= judge(f"{programs.DEPTH} nested calls", ours("nested"), MOST_NESTED, seconds)
    return fine


def slowest(options):
    """The functions of \\p files that take longest, of the fastest of some runs."""
    times = {}
    with tempfile.TemporaryDirectory() as folder:
        for file in options.files:
            progress(file)
            flags = ["-p", options.database] if options.database else None
            for _ in range(options.rounds):
                trace = Path(folder, "trace.json")
                subprocess.run(
                    command(options.tool, OURS, file, flags),
                    env={**os.environ, "THREADPOOL_TIDY_TIME_TRACE": str(trace)},
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )
                once = {}
                for event in json.loads(trace.read_text())["traceEvents"]:
                    if event.get("name") == "Threadpool":
                        # A function can be run more than once, as a callback of several objects.
                        key = (file, event["args"]["detail"])
                        once[key] = once.get(key, 0) + event["dur"] / 1e6
                for key, time in once.items():
                    times[key] = min(time, times.get(key, time))
    progress(None)
    print(f"{len(times)} functions were judged in {len(options.files)} files; the slowest:")
    for (file, function), time in sorted(times.items(), key=lambda entry: -entry[1])[:10]:
        print(f"  {1000 * time:8.2f} ms  {function}  ({Path(file).name})")
    return judge("the slowest", max(times.values(), default=0), MOST_FUNCTION, seconds)


def main():
    parser = argparse.ArgumentParser(
        prog="tools/bench/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tool", help=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", metavar="FILE", help="time the functions of these files instead")
    parser.add_argument("-p", dest="database", metavar="DIR", help="where their compile_commands.json is")
    parser.add_argument("--turns", type=int, default=10, help="the median is of so many (10)")
    parser.add_argument("--rounds", type=int, default=3, help="the fastest of so many in a turn (3)")
    parser.add_argument("--instructions", action="store_true", help="count instructions in any case")
    options = parser.parse_intermixed_args()
    if options.files:
        return 0 if slowest(options) else 1

    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, f"{name}.c") for name in programs.ALL}
        for name, file in files.items():
            file.write_text(programs.ALL[name]())
            run(options.tool, TRIVIAL, file)  # for the disk cache, and to see that it compiles

        print(f"Median of {options.turns} turns; in each, the fastest of {options.rounds} runs of each kind, by turns.")
        _, fine = beside_trivial("windows.h, and none of the API", options, files["unused"], MOST_EXTRA_UNUSED)
        measured, within = beside_trivial(programs.TEARDOWN_FILE, options, files["teardowns"], MOST_EXTRA)
        fine &= within
        memory = statistics.median(turn["ours"].memory - turn["trivial"].memory for turn in measured)
        fine &= judge("extra peak memory of our checks", memory, MOST_EXTRA_MEMORY, lambda m: f"{m:.1f} MB")
        fine &= scaling(options, files["half"], files["whole"], files["nested"])
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
