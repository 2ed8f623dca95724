"""What the checks cost, beside a run with one trivial upstream check.

A turn runs each kind by turns, in another order each time, so that a machine
that slows down slows all of them; the best of the rounds of a turn counts, and
of the turns the median. Times are user times of the process, so that waiting
for a disk does not count. The trivial check beside itself shows the noise: on a
busy machine it is far above the limits, and then the numbers mean nothing.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))
from windows_headers import flags_for

OURS = "-*,threadpool-*"
# One matcher: calls of creat(), of which there are none.
TRIVIAL = "-*,android-cloexec-creat"
KINDS = {"ours": OURS, "trivial": TRIVIAL, "again": TRIVIAL}

MOST_RATIO_UNUSED = 1.01
MOST_EXTRA_TIME = 0.05
MOST_EXTRA_MEMORY = 10.0  # MB

FUNCTIONS = 3000
TEARDOWNS = 1000


def unused_api():
    """A file that includes windows.h and does something else."""
    return "#include <windows.h>\n\n" + "".join(ordinary(number) for number in range(30))


def teardowns():
    """One function in three tears a timer down, now and then wrongly."""
    text = """#include <windows.h>

typedef struct Session { PTP_TIMER timer; HANDLE file; int state; } Session;
void log_line(const char *line);
"""
    every = FUNCTIONS // TEARDOWNS
    for number in range(FUNCTIONS):
        text += teardown(number) if number % every == 0 else ordinary(number)
    return text


def ordinary(number):
    return f"""
static int ordinary_{number}(HANDLE file, const char *data, DWORD size) {{
  DWORD written = 0, total = 0;
  for (DWORD i = 0; i < size; i += 512) {{
    DWORD part = size - i < 512 ? size - i : 512;
    if (!WriteFile(file, data + i, part, &written, NULL)) {{
      if (GetLastError() == ERROR_HANDLE_DISK_FULL)
        return -{number} - 1;
      continue;
    }}
    total += written;
  }}
  return (int)(total + {number});
}}
int (*address_{number})(HANDLE, const char *, DWORD) = ordinary_{number};
"""


def teardown(number):
    drain = "    WaitForThreadpoolTimerCallbacks(session->timer, TRUE);\n"
    if number % 300 == 0:
        drain = ""
    return f"""
void teardown_{number}(Session *session, int fast) {{
  if (session->state == {number})
    log_line("closing");
  if (session->timer) {{
    SetThreadpoolTimer(session->timer, NULL, 0, 0);
{drain}    CloseThreadpoolTimer(session->timer);
    session->timer = NULL;
  }}
  while (session->state > 0 && !fast)
    session->state--;
  if (session->file != INVALID_HANDLE_VALUE)
    CloseHandle(session->file);
}}
"""


def run(tool, checks, file):
    """User seconds and peak megabytes of one run."""
    process = subprocess.Popen(
        [tool, "--quiet", f"--checks={checks}", file, "--", *flags_for(file)],
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
    return usage.ru_utime, usage.ru_maxrss / 1024


def turns(name, tool, file, number, rounds):
    """For each turn, the user time and the memory of each kind of run."""
    results = []
    for turn in range(number):
        progress(f"{name}: turn {turn + 1} of {number}")
        runs = {kind: [] for kind in KINDS}
        for round_ in range(rounds):
            kinds = list(KINDS)
            for _ in range((turn + round_) % len(kinds)):
                kinds.append(kinds.pop(0))
            for kind in kinds:
                runs[kind].append(run(tool, KINDS[kind], file))
        results.append({kind: tuple(map(min, zip(*runs[kind]))) for kind in KINDS})
    progress(None)
    return results


def progress(text):
    if sys.stderr.isatty():
        print("\r\x1b[K" if text is None else f"\r{text}", end="", file=sys.stderr, flush=True)
    elif text:
        print(text, file=sys.stderr, flush=True)


def ratio(measured, kind):
    return statistics.median(turn[kind][0] / turn["trivial"][0] for turn in measured)


def judge(text, value, most, show):
    fine = value < most
    print(f"  {text}: {show(value)} ({'below' if fine else 'NOT BELOW'} {show(most)})", flush=True)
    return fine


def main():
    parser = argparse.ArgumentParser(prog="tools/bench/run", description=__doc__)
    parser.add_argument("tool", help=argparse.SUPPRESS)
    parser.add_argument("--turns", type=int, default=10, help="the median is of so many (10)")
    parser.add_argument("--rounds", type=int, default=2, help="the best of so many in a turn (2)")
    options = parser.parse_args()

    fine = True
    with tempfile.TemporaryDirectory() as folder:
        unused, used = Path(folder, "unused.c"), Path(folder, "teardowns.c")
        unused.write_text(unused_api())
        used.write_text(teardowns())
        for file in (unused, used):  # once for the disk cache, and to see that it compiles
            run(options.tool, TRIVIAL, file)

        name = "windows.h, and none of the API"
        measured = turns(name, options.tool, unused, options.turns, options.rounds)
        print(f"{name}:")
        print(f"  noise: the trivial check takes {ratio(measured, 'again'):.4f} times its own user time")
        fine &= judge(
            "user time of our checks, to the trivial check's", ratio(measured, "ours"),
            MOST_RATIO_UNUSED, lambda r: f"{r:.4f} times",
        )

        name = f"{FUNCTIONS} functions, {TEARDOWNS} of them teardowns"
        measured = turns(name, options.tool, used, options.turns, options.rounds)
        parse = statistics.median(turn["trivial"][0] for turn in measured)
        memory = statistics.median(turn["ours"][1] - turn["trivial"][1] for turn in measured)
        print(f"{name}:")
        print(f"  user time with the trivial check: {parse:.3f} s, noise {ratio(measured, 'again'):.4f} times")
        fine &= judge(
            "extra user time of our checks", ratio(measured, "ours") - 1, MOST_EXTRA_TIME,
            lambda r: f"{100 * r:.2f} %",
        )
        fine &= judge(
            "extra peak memory of our checks", memory, MOST_EXTRA_MEMORY, lambda m: f"{m:.1f} MB"
        )
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
