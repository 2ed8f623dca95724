"""The programs that tools/bench measures."""

import random

FUNCTIONS = 3000
TEARDOWNS = 1000
TEARDOWN_FILE = f"{FUNCTIONS} functions, {TEARDOWNS} of them teardowns"

STATEMENTS, OBJECTS, BRANCHES = 10_000, 200, 2_000
SIZE = f"{STATEMENTS} statements, {OBJECTS} objects, {BRANCHES} branches"
DEPTH = 1000


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


DECLARATIONS = """#include <windows.h>

int cond(int number);
void use(int number);
VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
extern FILETIME due;
"""


def large(part):
    """One function whose branches do things to its timers; a third of these it closes without a stop."""
    return large_and_its_findings(part)[0]


def large_and_its_findings(part):
    """The text, and how many of its closes are a defect: a third, where the timer can be armed at all."""
    chance = random.Random(1)
    objects, branches = OBJECTS // part, BRANCHES // part
    armed = set()
    lines = [f"  PTP_TIMER t{i} = CreateThreadpoolTimer(tick, NULL, NULL);" for i in range(objects)]
    for branch in range(branches):
        timer = f"t{chance.randrange(objects)}"
        call = chance.choice(
            [
                f"SetThreadpoolTimer({timer}, &due, 0, 0);",
                f"SetThreadpoolTimer({timer}, NULL, 0, 0);",
                f"WaitForThreadpoolTimerCallbacks({timer}, TRUE);",
            ]
        )
        if "&due" in call:
            armed.add(timer)
        lines += [f"  if (cond({branch})) {{", f"    {call}"]
        lines += [f"    use({number});" for number in range(STATEMENTS // BRANCHES - 2)] + ["  }"]
    for i in range(objects):
        if i % 3:
            lines.append(f"  SetThreadpoolTimer(t{i}, NULL, 0, 0);")
            lines.append(f"  WaitForThreadpoolTimerCallbacks(t{i}, TRUE);")
        lines.append(f"  CloseThreadpoolTimer(t{i});")
    text = DECLARATIONS + "void large(void) {\n" + "\n".join(lines) + "\n}\n"
    return text, sum(f"t{i}" in armed for i in range(0, objects, 3))


def nested():
    """A helper that calls a helper that calls a helper ..."""
    lines = [f"static void f{DEPTH}(PTP_TIMER timer) {{ CloseThreadpoolTimer(timer); }}"]
    lines += [f"static void f{i}(PTP_TIMER timer) {{ f{i + 1}(timer); }}" for i in reversed(range(DEPTH))]
    return DECLARATIONS + "\n".join(lines) + "\nvoid top(PTP_TIMER timer) { f0(timer); }\n"


ALL = {
    "unused": unused_api,
    "teardowns": teardowns,
    "half": lambda: large(2),
    "whole": lambda: large(1),
    "nested": nested,
}
