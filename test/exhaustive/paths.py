"""Runs a program along all its paths and collects every finding that at least one of them shows.

Nothing is approximated: two paths are taken for one only where they meet at the same step in the same state.
"""
from collections import deque

from compiler import Compiler, Murky
from entry import at_entry, bound_to_its_struct, roots
from program import *

MOST_STATES = 6000
MOST_CALLS = 8


class Verdict:
    def __init__(self):
        self.findings = {}  # (line, check) -> a short path there, linked backwards
        self.states = 0
        self.overwrites = False
        self.created = set()  # where each Create that runs puts its handle, and with what context
        self.entered = set()  # names of the functions that run


def judge(program):
    """All findings of a printed program; raises Murky where the specification leaves room."""
    verdict = Verdict()
    code = Compiler(program).compile()
    for function in roots(program):
        verdict.entered.add(function.name)
        Explorer(program, code, verdict).run(code.entries[function.name].at, at_entry(program, function))
    if any(
        bound_to_its_struct(program, place) and (place, Place(place.base)) not in verdict.created
        for place, _ in program.entering
    ):
        raise Murky("a field is bound to its struct by code that never runs")
    if len(verdict.entered) < len(program.functions):
        raise Murky("a function is called by code that never runs")
    return verdict


class Explorer:
    def __init__(self, program, code, verdict):
        self.program, self.steps, self.verdict = program, code.steps, verdict
        self.seen, self.todo = set(), deque()

    def run(self, entry, world):
        self.todo.append((entry, world, None))
        while self.todo:
            at, world, trail = self.todo.popleft()
            while at is not None:
                at, trail = self.step(at, world, trail)

    def step(self, at, world, trail):
        """Does one step in place; returns where to go on (None: this path is over, or goes on from `todo`), and the path so far."""
        step = self.steps[at]
        if step.joins:
            key = (at, world.key())
            if key in self.seen:
                return None, trail
            self.seen.add(key)
            self.verdict.states += 1
            if self.verdict.states > MOST_STATES:
                raise Murky("too many states")
        return getattr(self, "on_" + step.do)(step, at + 1, world, trail, *step.args)

    def report(self, findings, trail):
        for finding in findings:
            self.verdict.findings.setdefault(finding, trail)

    def on_op(self, step, after, world, trail, op):
        trail = (trail, step.line, f"{op.what} {op.place}")
        self.report(world.apply(op), trail)
        if op.what == "create":
            self.verdict.created.add((op.place, op.ctx))
        self.verdict.overwrites |= world.overwrites
        return None if world.ended else after, trail

    def on_set(self, step, after, world, trail, name, value):
        world.bind(name, world.entered("flag") if value is None else value)
        return after, trail

    def on_count(self, step, after, world, trail, name):
        world.bind(name, world.read(Place(name)) + 1)
        return after, trail

    def on_declare(self, step, after, world, trail, decl):
        fields = [d.name for d in self.program.named(decl.of).fields] if decl.what == "object" else []
        if decl.what == "boxed":
            fields = [place.field for place, _ in self.program.entering if place.base == "box"]
        world.declare(decl, fields)
        return after, trail

    def on_dies(self, step, after, world, trail, name):
        trail = (trail, step.line, f"{name} ends")
        value = world.read(Place(name))
        if value[0] == "ref":
            self.report(world.kill(value, step.line), trail)
        return after, trail

    def on_test(self, step, after, world, trail, cond, yes, no):
        for outcome, target, next_world in zip((True, False), (yes, no), world.split(cond)):
            if next_world is not None:
                self.todo.append(
                    (target.at, next_world, (trail, step.line, f"{asked(cond)} is {str(outcome).lower()}"))
                )
        return None, trail

    def on_jump(self, step, after, world, trail, target):
        return target.at, trail

    def on_call(self, step, after, world, trail, target, function, args, on):
        if len(world.returns) >= MOST_CALLS:
            raise Murky("calls too deep")
        world.enter_call(function, args, on, after)
        self.verdict.entered.add(function.name)
        return target.at, (trail, step.line, f"{function.name} is called")

    def on_result(self, step, after, world, trail, place):
        world.result = world.read(place)
        return after, trail

    def on_receive(self, step, after, world, trail, place):
        world.write(place, world.result)
        self.verdict.created.add((place, Place(place.base)))
        world.result = None
        return after, trail

    def on_stop(self, step, after, world, trail):
        return world.leave_call() if world.returns else None, trail

    def on_halt(self, step, after, world, trail):
        return None, trail


def unrolled(trail):
    """A path as a list, in the order it runs."""
    steps = []
    while trail:
        trail, line, text = trail
        steps.append((line, text))
    return steps[::-1]


def asked(cond):
    return {"opaque": "cond()", "null": "{} == NULL", "truth": "{}", "cmp": "{} {} {}", "ex": "SetEx({})"}[
        cond.op
    ].format(*cond.args)
