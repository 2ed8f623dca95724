"""Runs a program along all its paths and collects every finding that at least one of them shows.

Nothing is approximated: two paths are taken for one only where they meet at the same step in the same state.
"""
from collections import deque

from between import left_by_methods
from compiler import Compiler, Murky
from entry import bound_to_its_struct, entries, roots
from program import *

MOST_STATES = 6000
# The engine merges worlds past a cap, and then says "may" or nothing. What a root can tell apart, conditions times objects
# (each turn of a loop over an array counts), is kept below what reaches that cap: of 6,000 functions it took 54 and more.
MOST_WORLDS = 24
MOST_CALLS = 8


class Verdict:
    def __init__(self):
        self.findings = {}  # (line, check) -> a short path there, linked backwards
        self.states = 0
        self.overwrites = False
        self.kept = set()  # fields that hold a handle whose context is the struct itself, somewhere
        self.entered = set()  # names of the functions that run
        self.bound = set()  # names of the callbacks that a Create that runs is given
        self.left = {}  # name of a class -> the states that its methods leave its objects in


def judge(program):
    """All findings of a printed program; raises Murky where the specification leaves room."""
    verdict = Verdict()
    code = Compiler(program).compile()

    def explore(function, world):
        explorer = Explorer(program, code, verdict, function)
        explorer.run(code.entries[function.name].at, world)
        return explorer.exits

    for class_ in program.classes:
        if class_.whole:
            verdict.left[class_.name] = left_by_methods(program, class_, explore)
    for function in roots(program):
        verdict.entered.add(function.name)
        for world in entries(program, function, verdict.left):
            explore(function, world)
    if any(
        bound_to_its_struct(program, place) and place.field not in verdict.kept
        for place, _ in program.entering
    ):
        raise Murky("a field is bound to its struct by code that never runs")
    if len(verdict.entered) < len(program.functions):
        raise Murky("a function is called by code that never runs")
    if {f.name for f in program.functions if f.role == "callback"} - verdict.bound:
        raise Murky("a callback is bound by code that never runs")
    return verdict


class Explorer:
    def __init__(self, program, code, verdict, function):
        self.program, self.steps, self.verdict, self.function = program, code.steps, verdict, function
        self.seen, self.todo, self.exits = set(), deque(), []
        self.conditions, self.objects = set(), set()

    def run(self, entry, world):
        self.objects |= set(world.objs)
        self.todo.append((entry, world, None))
        while self.todo:
            at, world, trail = self.todo.popleft()
            while at is not None:
                at, trail = self.step(at, world, trail)
        if len(self.conditions) * len(self.objects) > MOST_WORLDS:
            raise Murky("more worlds than the engine keeps apart")

    def here(self, after, world):
        """A step, as the engine runs it: once for each chain of calls, and for each turn of a loop over an array."""
        turns = tuple(world.cells.get(("v", depth, COUNTER)) for depth in range(len(world.returns) + 1))
        return after, world.returns, turns

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
            self.objects.add(self.here(after, world))
            self.note_kept(world, op.place)
            self.note_bound(world, op)
        self.verdict.overwrites |= world.overwrites
        return None if world.ended else after, trail

    def note_kept(self, world, place):
        cell = world.cell(place)
        obj = world.objs.get(world.cells[cell])
        if obj and cell[0] == "f" and obj.ctx == ("ref", cell[1]):
            self.verdict.kept.add(cell[2])

    def note_bound(self, world, op):
        """A callback is bound; it is entered in the group that each of its objects is in."""
        if op.callback:
            group = self.program.function(op.callback).group
            made = world.objs[world.read(op.place)]
            if group is not None and made.group != world.read(group):
                raise Murky("a callback of an object in a group and of one that is not")
            self.verdict.bound.add(op.callback)

    def on_set(self, step, after, world, trail, name, value):
        value = world.entered("flag") if value is None else value
        if isinstance(name, Place):
            world.write(name, value)
        else:
            world.bind(name, value)
        return after, trail

    def on_count(self, step, after, world, trail, name):
        world.bind(name, world.read(Place(name)) + 1)
        return after, trail

    def on_declare(self, step, after, world, trail, decl):
        fields = self.program.fields_of(decl)
        world.declare(decl, fields)
        return after, trail

    def on_dies(self, step, after, world, trail, name):
        trail = (trail, step.line, f"{name} ends")
        value = world.read(Place(name))
        if value[0] == "ref":
            self.report(world.kill(value, step.line), trail)
        return after, trail

    def on_test(self, step, after, world, trail, cond, yes, no):
        if cond.op != "cmp" or not isinstance(world.read(Place(cond.args[0])), int):
            self.conditions.add(self.here(after, world))
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
        world.result = world.argument(place)
        return after, trail

    def on_receive(self, step, after, world, trail, place):
        world.overwriting(place)
        self.verdict.overwrites |= world.overwrites
        world.write(place, world.result)
        self.note_kept(world, place)
        world.result = None
        return after, trail

    def on_stop(self, step, after, world, trail):
        if world.returns:
            return world.leave_call(), trail
        if self.function.role == "destructor":  # the end of a destructor is the end of its object
            self.report(world.kill(world.read(Place("this")), self.function.body.end), trail)
        self.exits.append(world)
        return None, trail

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
