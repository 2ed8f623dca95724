"""Turns a program into steps with jumps, so that paths.py has no nesting to care about."""
from dataclasses import dataclass, field

from program import *


class Murky(Exception):
    """The program does something that the specification does not settle, or makes no sense; it is not used."""


@dataclass
class Target:
    at: int = -1


@dataclass
class Step:
    do: str  # op | set | count | test | jump | declare | dies | call | receive | result | stop | halt
    line: int
    args: tuple = ()
    joins: bool = False  # something jumps here


@dataclass
class Scope:
    decls: list
    on_break: object = None
    on_continue: object = None


@dataclass
class Compiler:
    program: Program
    steps: list = field(default_factory=list)
    entries: dict = field(default_factory=dict)  # function name -> Target
    scopes: list = field(default_factory=list)
    labels: dict = field(
        default_factory=dict
    )  # name -> [(where the goto was sent for now, its scopes, its line)]

    def compile(self):
        self.entries = {f.name: Target() for f in self.program.functions}
        for function in self.program.functions:
            self.place(self.entries[function.name])
            self.scopes, self.labels = [], {}
            self.block(function.body, is_function=True)
        for step in self.steps:
            for arg in step.args:
                if isinstance(arg, Target):
                    if arg.at < 0:
                        raise Murky("a goto leads nowhere")
                    self.steps[arg.at].joins = True
        return self

    def emit(self, do, line, *args):
        self.steps.append(Step(do, line, args))

    def place(self, target):
        target.at = len(self.steps)

    # scopes

    def block(self, block, is_function=False, **jumps):
        self.scopes.append(Scope([], **jumps))
        for decl in block.decls:
            self.declare(decl)
        for node in block.body:
            getattr(self, "on_" + type(node).__name__)(node)
        self.clean(self.scopes[-1:], block.end)
        self.scopes.pop()
        if is_function:
            self.emit("stop", block.end)

    on_Block = block

    def declare(self, decl):
        self.emit("declare", decl.line, decl)
        constructor = decl.what == "object" and self.program.special(decl.of, "constructor")
        if constructor:
            self.call(constructor, decl.args, Place(decl.name), decl.line)
        self.scopes[-1].decls.append(decl)

    def clean(self, scopes, line, leaving=""):
        """What dies when these scopes end at `line`, in the order of C++."""
        for scope in reversed(scopes):
            for decl in reversed(scope.decls):
                if decl.what == "owner":
                    self.delete(Place(decl.name, access="get"), decl, line)
                elif decl.what == "object":
                    destructor = self.program.special(decl.of, "destructor")
                    if destructor:
                        self.call(destructor, (), Place(decl.name), line)
                elif decl.what not in ("local", "boxed", "keeper"):
                    continue
                if leaving and decl.what in ("local", "boxed", "keeper"):
                    raise Murky("a context's scope is left by " + leaving)
                if decl.what != "owner":
                    self.emit("dies", line, decl.name)

    def delete(self, place, decl, line):
        """Runs the deleter of a smart pointer that owns something."""
        skip, run = Target(), Target()
        self.emit("test", line, Cond("null", (place,)), skip, run)
        self.place(run)
        self.call(self.program.deleter(decl), (place,), None, line)
        self.place(skip)

    def owner(self, place):
        """The declaration of a smart pointer."""
        for scope in reversed(self.scopes):
            for decl in scope.decls:
                if decl.name == place.base:
                    return decl
        raise Murky("no such variable: " + place.base)

    # statements

    def on_Op(self, op):
        if op.what == "reset":
            self.reset(op)
        elif op.what == "delete":
            self.destroy(op)
        else:
            self.emit("op", op.line, op)

    def reset(self, op):
        """A smart pointer takes the new value first, then gives the old one to its deleter."""
        decl = self.owner(op.place)
        if decl.what == "owner":
            old = Place(decl.name + "@old", access="get")
            self.emit("op", op.line, Op("copy", old, ctx=op.place, line=op.line))
            self.emit(
                "op",
                op.line,
                Op("copy", op.place, ctx=op.ctx, line=op.line)
                if op.ctx
                else Op("null", op.place, line=op.line),
            )
            self.delete(old, decl, op.line)
        else:
            self.emit("dies", op.line, decl.name)
            self.emit("op", op.line, Op("null", op.place, line=op.line))

    def destroy(self, op):
        self.call(self.program.special(op.kind, "destructor"), (), op.place, op.line)
        self.emit("dies", op.line, op.place.base)

    def on_Call(self, node):
        function = self.program.function(node.function)
        self.call(function, node.args, node.on or Place("this"), node.line)
        if node.into:
            self.emit("receive", node.line, node.into)

    def call(self, function, args, on, line):
        if not function:
            raise Murky("a deleter that does not exist")
        self.emit("call", line, self.entries[function.name], function, args, on)

    def on_SetInt(self, node):
        self.emit("set", node.line, node.name, node.value)

    def on_If(self, node):
        yes, no, end = Target(), Target(), Target()
        self.test(node.cond, node.line, yes, no)
        self.place(yes)
        self.block(node.then)
        self.emit("jump", node.line, end)
        self.place(no)
        if node.other:
            self.block(node.other)
        self.emit("jump", node.line, end)
        self.place(end)

    def on_Loop(self, node):
        top, body, again, end = Target(), Target(), Target(), Target()
        counter, cond = node.counter or f"i@{node.line}", node.cond
        if node.form == "count":
            self.emit("set", node.line, counter, 0)
            cond = Cond("cmp", (counter, "<", node.count))
        if node.form != "do":
            self.place(top)
            if node.form != "forever":
                self.test(cond, node.line, body, end)
        self.place(body)
        self.block(node.body, on_break=end, on_continue=again)
        self.place(again)
        if node.form == "do":
            self.test(cond, node.body.end, body, end)
        else:
            if node.form == "count":
                self.emit("count", node.line, counter)
            self.emit("jump", node.line, top)
        self.place(end)

    def on_Switch(self, node):
        entries, end, default = [Target() for _ in node.cases], Target(), None
        for case, entry in zip(node.cases, entries):
            if case.value is None:
                default = entry
                continue
            other = Target()
            cond = Cond("cmp", (node.subject, "==", case.value)) if node.subject else Cond("opaque")
            self.test(cond, case.line, entry, other)
            self.place(other)
        self.emit("jump", node.line, default or end)
        for case, entry in zip(node.cases, entries):
            self.place(entry)
            self.block(case.body, on_break=end)
            if not case.falls:
                self.emit("jump", case.line, end)
        self.place(end)

    def on_Choose(self, node):
        yes, no, end = Target(), Target(), Target()
        self.test(node.cond, node.line, *((no, yes) if node.form == "||" else (yes, no)))
        self.place(yes)
        self.on_Op(node.yes)
        self.emit("jump", node.line, end)
        self.place(no)
        if node.no:
            self.on_Op(node.no)
        self.emit("jump", node.line, end)
        self.place(end)

    def on_Jump(self, node):
        if node.form in ("return", "throw"):
            if node.value is not None:
                self.emit("result", node.line, node.value)
            self.clean(self.scopes, node.line)
            self.emit("stop", node.line)
        elif node.form == "fatal":
            self.emit("halt", node.line)
        elif node.form == "goto":
            sent = Target()
            self.labels.setdefault(node.label, []).append((sent, list(self.scopes), node.line))
            self.emit("jump", node.line, sent)
        else:
            for number in range(len(self.scopes) - 1, -1, -1):
                scope = self.scopes[number]
                target = scope.on_break if node.form == "break" else scope.on_continue
                if target:
                    self.clean(self.scopes[number:], node.line, node.form)
                    self.emit("jump", node.line, target)
                    return
            raise Murky(node.form + " with nothing around it")

    def on_Label(self, node):
        here = Target()
        self.emit("jump", node.line, here)
        for sent, scopes, line in self.labels.pop(node.name, []):
            if any(a is not b for a, b in zip(scopes, self.scopes)) or len(scopes) < len(self.scopes):
                raise Murky("a goto leads into a block")
            self.place(sent)
            self.clean(scopes[len(self.scopes) :], line, "goto")
            self.emit("jump", line, here)
        self.place(here)

    def test(self, cond, line, yes, no):
        if cond.op == "not":
            self.test(cond.args[0], line, no, yes)
        elif cond.op in ("and", "or"):
            middle = Target()
            self.test(cond.args[0], line, *((middle, no) if cond.op == "and" else (yes, middle)))
            self.place(middle)
            self.test(cond.args[1], line, yes, no)
        elif cond.op == "const":
            self.emit("jump", line, yes if cond.args[0] else no)
        else:
            self.emit("test", line, cond, yes, no)
