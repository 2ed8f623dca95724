"""Prints a program with one very large function: large.py SHAPE NUMBER"""

import sys

HEAD = """#include <windows.h>
int cond(int number);
void use(int number);
VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
extern FILETIME due;
"""
CLOSE = "  CloseThreadpoolTimer(timer);\n"


def statements(number):
    for i in range(number // 2):
        yield f"  sum = sum + {i % 7};\n  use(sum);\n"
    yield CLOSE


def branches(number):
    for i in range(number):
        time = "&due" if i % 3 else "NULL"
        yield f"  if (cond({i})) {{ SetThreadpoolTimer(timer, {time}, 0, 0); use({i}); }}\n"
    yield CLOSE


def nested_branches(number):
    for i in range(number):
        yield f"  if (cond({i})) {{\n"
    yield "  SetThreadpoolTimer(timer, &due, 0, 0);\n"
    yield "  }\n" * number
    yield CLOSE


def nested_loops(number):
    for i in range(number):
        yield f"  while (cond({i})) {{\n"
    yield "  SetThreadpoolTimer(timer, &due, 0, 0);\n"
    yield "  }\n" * number
    yield CLOSE


def cases(number):
    yield "  switch (sum) {\n"
    for i in range(number):
        yield f"  case {i}: SetThreadpoolTimer(timer, &due, {i}, 0); break;\n"
    yield "  }\n" + CLOSE


def handles(number):
    for i in range(number):
        yield f"  PTP_TIMER t{i} = CreateThreadpoolTimer(tick, NULL, NULL);\n"
        yield f"  if (t{i}) SetThreadpoolTimer(t{i}, &due, 0, 0);\n"
    for i in range(number):
        yield f"  if (t{i}) {{ SetThreadpoolTimer(t{i}, NULL, 0, 0); WaitForThreadpoolTimerCallbacks(t{i}, TRUE);\n"
        yield f"    CloseThreadpoolTimer(t{i}); }}\n"


def conditional_handles(number):
    """Each may have been made, and may be armed: as many worlds as there are combinations."""
    for i in range(number):
        yield f"  PTP_TIMER t{i} = NULL;\n"
        yield f"  if (cond({i})) t{i} = CreateThreadpoolTimer(tick, NULL, NULL);\n"
        yield f"  if (t{i} && cond({i})) SetThreadpoolTimer(t{i}, &due, 0, 0);\n"
    for i in range(number):
        yield f"  if (t{i}) {{ SetThreadpoolTimer(t{i}, NULL, 0, 0); WaitForThreadpoolTimerCallbacks(t{i}, TRUE);\n"
        yield f"    CloseThreadpoolTimer(t{i}); }}\n"


def main():
    shape, number = sys.argv[1], int(sys.argv[2])
    print(HEAD)
    if shape == "calls":
        print(f"static void f{number}(PTP_TIMER timer) {{ SetThreadpoolTimer(timer, NULL, 0, 0); }}")
        for i in reversed(range(number)):
            print(f"static void f{i}(PTP_TIMER timer) {{ f{i + 1}(timer); f{i + 1}(timer); }}")
        print("void large(PTP_TIMER timer) {\n  f0(timer);\n" + CLOSE + "}")
        return
    if shape == "recursion":
        # Each calls the next and the one before, under conditions and on the way out.
        for i in range(number):
            print(f"void f{i}(PTP_TIMER timer, int depth);")
        for i in range(number):
            print(f"void f{i}(PTP_TIMER timer, int depth) {{ if (cond({i})) f{(i + 1) % number}(timer, depth + 1);")
            print(f"  SetThreadpoolTimer(timer, &due, 0, 0); while (cond({i})) f{(i - 1) % number}(timer, depth); }}")
        print("void large(PTP_TIMER timer) {\n  f0(timer, 0);\n" + CLOSE + "}")
        return
    body = {
        "statements": statements,
        "branches": branches,
        "nested-branches": nested_branches,
        "nested-loops": nested_loops,
        "cases": cases,
        "handles": handles,
        "conditional-handles": conditional_handles,
    }[shape]
    print("void large(PTP_TIMER timer, int sum) {\n" + "".join(body(number)) + "}")


main()
