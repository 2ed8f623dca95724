"""Bends and nests: makes statements of a plan, the operations of a correct life in the right order.

`Nester.nest` cuts the plan in pieces and wraps them in control flow; every copy it makes of a piece may get a mistake.
"""
import copy
from dataclasses import dataclass
from typing import Optional

from program import *


@dataclass
class Subject:
    """A handle and the context that it is created with, as one function names them."""

    kind: str
    handle: Place
    created: bool = False  # made by this function
    context: Optional[Place] = None
    by_address: bool = False
    frees: bool = False  # the context may be freed
    struct: Optional[Place] = None  # the struct that holds the handle
    context_is_struct: bool = False  # the context is such a struct
    callback: str = ""
    environ: Optional[Place] = None  # it is created in, of a cleanup group

    @property
    def gated(self):
        return self.kind in GATED_BY_PROTOCOL


class Nester:
    def __init__(self, rng, lang, features, facts):
        self.rng, self.lang, self.features = rng, lang, features
        self.subjects = []
        self.facts = facts  # what conditions may ask: flags, "n", "null"
        self.noise = rng.choice((0, 0.03, 0.06, 0.12, 0.25))  # how often an operation goes wrong
        self.opaque = rng.choice((0.1, 0.4, 0.7))  # how many conditions are opaque calls
        self.labels = 0

    def chance(self, probability):
        return self.rng.random() < probability

    def has(self, feature, probability):
        return feature in self.features and self.chance(probability)

    # operations

    def op(self, what, subject):
        style = self.rng.randrange(24)
        if what == "free":
            return Op("free", subject.context, style=style)
        if what == "lend":
            return Op("lend", subject.struct)
        if what == "create":
            return Op(
                "create",
                subject.handle,
                subject.kind,
                subject.context,
                subject.by_address,
                style,
                subject.callback,
                subject.environ,
            )
        return Op(what, subject.handle, subject.kind, style=style)

    def stop(self, subject):
        return (
            [self.op("disarm", subject), self.op("drain", subject)]
            if subject.gated
            else [self.op("drain", subject)]
        )

    def mistake(self):
        subject = self.rng.choice(self.subjects)
        whats = (
            ("arm", "close", "drain")
            + (("disarm",) if subject.gated else ())
            + (("free",) if subject.frees else ())
        )
        return self.op(self.rng.choice(whats), subject)

    def copies(self, ops):
        """A copy of some operations, perhaps with a mistake."""
        ops = copy.deepcopy(ops)
        for index in range(len(ops) - 1, -1, -1):
            if not self.chance(self.noise):
                continue
            mistake = self.rng.choice(("drop", "drop", "swap", "double", "other"))
            if mistake == "drop":
                del ops[index]
            elif mistake == "swap" and index:
                ops[index - 1], ops[index] = ops[index], ops[index - 1]
            elif mistake == "double":
                ops.insert(self.rng.randint(0, len(ops)), copy.deepcopy(ops[index]))
            elif mistake == "other":
                ops.insert(index, self.mistake())
        for node in ops:
            self.relabel(node)
        return ops

    def relabel(self, node):
        """New names for the labels inside a node that is a copy."""
        inside = [inner for block in child_blocks(node) for inner in statements(block)]
        names = {}
        for node in inside:
            if isinstance(node, Label):
                self.labels += 1
                names[node.name], node.name = f"out{self.labels}", f"out{self.labels}"
        for node in inside:
            if isinstance(node, Jump):
                node.label = names.get(node.label, node.label)

    # nesting

    def nest(self, ops, depth, breakable=False, loop=False):
        """The operations as statements, with control flow around pieces of them."""
        ops, nodes = self.copies(ops), []
        while ops:
            size = min(len(ops), self.rng.choice((1, 1, 2, 2, 3, 4)))
            if depth == 0 or self.chance(0.35):
                nodes += ops[:size]
                ops = ops[size:]
                continue
            wrap = self.rng.choice(
                (
                    self.arms,
                    self.arms,
                    self.guard,
                    self.same,
                    self.early,
                    self.early,
                    self.leave,
                    self.loop,
                    self.loop,
                    self.switch,
                    self.once,
                    self.choose,
                    self.cases,
                    self.scope,
                    self.out,
                )
            )
            made, used = wrap(ops, size, depth - 1, breakable, loop)
            nodes += made
            ops = ops[used:]
        return nodes

    def arms(self, ops, size, depth, breakable, loop):
        """Both arms of an if do the same, each in its own way."""
        then, other = (Block(self.nest(ops[:size], depth, breakable, loop)) for _ in range(2))
        return [If(self.cond(), then, other)], size

    def guard(self, ops, size, depth, breakable, loop):
        """The whole piece happens only under a condition; a null test makes that right."""
        cond = self.null_test(False) if "null" in self.facts and self.chance(0.6) else self.cond()
        return [If(cond, Block(self.nest(ops[:size], depth, breakable, loop)))], size

    def same(self, ops, size, depth, breakable, loop):
        """One condition asked again for every piece."""
        cond, nodes = self.cond(), []
        size = self.rng.randint(1, len(ops))
        for op in self.copies(ops[:size]):
            nodes.append(If(copy.deepcopy(cond), Block([op])))
        return nodes, size

    def early(self, ops, size, depth, breakable, loop):
        """A branch does all that is left and returns."""
        body = self.nest(ops, depth, breakable, loop) + [Jump(self.exit())]
        return [If(self.cond(), Block(body))], 0 if self.chance(0.8) else size

    def leave(self, ops, size, depth, breakable, loop):
        """A branch gives up in the middle."""
        jump = self.exit()
        if breakable and self.chance(0.6):
            jump = "continue" if loop and self.chance(0.4) else "break"
        return [If(self.cond(), Block(self.copies(ops[: size - 1]) + [Jump(jump)]))] + ops[:1], 1

    def exit(self):
        if self.has("noreturn", 0.08):
            return "fatal"
        if self.lang == "cpp" and self.has("throw", 0.1):
            return "throw"
        return "return"

    def loop(self, ops, size, depth, breakable, loop):
        form = self.rng.choice(
            ("while", "do", "for", "forever") + (("count",) if "count" in self.features else ())
        )
        body = Block(self.nest(ops[:size], depth, True, True))
        if form == "forever":
            body.body.insert(self.rng.randint(0, len(body.body)), If(self.cond(), Block([Jump("break")])))
        cond = Cond("opaque") if self.chance(0.7) else self.cond()
        return [Loop(form, cond, body, self.rng.randint(1, 3))], size

    def once(self, ops, size, depth, breakable, loop):
        """do { ... } while (0), left by break."""
        body = Block(self.nest(ops[:size], depth, True, False))
        if self.chance(0.5):
            body.body.insert(self.rng.randint(0, len(body.body)), If(self.cond(), Block([Jump("break")])))
        return [Loop("do", Cond("const", (0,)), body)], size

    def switch(self, ops, size, depth, breakable, loop):
        """Every case does the piece."""
        values = [0, 1, 2][: self.rng.randint(1, 3)]
        cases = [Case(v, Block(self.nest(ops[:size], depth, True, False)), self.chance(0.1)) for v in values]
        if self.chance(0.75):
            cases.insert(
                self.rng.randint(0, len(cases)),
                Case(None, Block(self.nest(ops[:size], depth, True, False)), self.chance(0.1)),
            )
        return [Switch("n" if "n" in self.facts and not self.chance(self.opaque) else None, cases)], size

    def cases(self, ops, size, depth, breakable, loop):
        """One operation a case, each falling into the next: right only from the first one on."""
        cases = [
            Case(number, Block([op]), not self.chance(self.noise))
            for number, op in enumerate(self.copies(ops[:size]))
        ]
        if not cases:
            return [], size
        cases[0].value = None if self.chance(0.6) else 0
        return [Switch("n" if "n" in self.facts and self.chance(0.5) else None, cases)], size

    def choose(self, ops, size, depth, breakable, loop):
        first = ops[0]
        if not isinstance(first, Op) or first.what in (
            "create",
            "null",
            "copy",
            "take",
            "alloc",
            "reset",
            "release",
            "newgroup",
        ):
            return ops[:1], 1
        form = self.rng.choice(("?:", "?:", "&&", "||"))
        again = self.copies([first]) if form == "?:" and self.chance(0.7) else []
        other = again[0] if again and isinstance(again[0], Op) else None
        return [Choose(form, self.cond(), copy.deepcopy(first), other)], 1

    def scope(self, ops, size, depth, breakable, loop):
        """A block of its own; a context may live in it."""
        first = ops[0]
        if (
            not self.has("scope", 0.7)
            or not isinstance(first, Op)
            or first.what != "create"
            or first.ctx is None
            or first.callback
        ):
            return [Block(self.nest(ops[:size], depth, breakable, loop))], size
        size = self.rng.randint(1, len(ops))
        self.labels += 1
        name = f"inner{self.labels}"
        inside = [op for op in self.copies(ops[:size]) if not (isinstance(op, Op) and op.what == "free")]
        for op in inside:
            if isinstance(op, Op) and op.what == "create":
                op.ctx, op.by_address = Place(name), True
        return [Block(self.nest(inside, depth), [Decl(name, "local")])], size

    def out(self, ops, size, depth, breakable, loop):
        """Part of the work is jumped over, forward."""
        self.labels += 1
        label = f"out{self.labels}"
        skipped = self.nest(ops[:size], depth, breakable, loop)
        nodes = (
            [If(self.cond(), Block(self.copies(ops[:size]) + [Jump("goto", label)]))]
            + skipped
            + [Label(label)]
        )
        if self.chance(0.3):
            deeper = [node for node in skipped if isinstance(node, If)]
            if deeper:
                self.rng.choice(deeper).then.body.append(Jump("goto", label))
        return nodes, size

    # conditions

    def null_test(self, is_null, subject=None):
        subject = subject or self.rng.choice(self.subjects)
        test = Cond("null", (subject.handle,), self.rng.randrange(6))
        return test if is_null else Cond("not", (test,), self.rng.randrange(6))

    def cond(self, depth=0):
        if depth == 0 and self.chance(0.15):
            op = self.rng.choice(("and", "or"))
            return Cond(op, (self.cond(1), self.cond(1)))
        subject = self.rng.choice(self.subjects)
        if subject.kind == "timer" and self.has("ex", 0.04):
            return Cond("ex", (subject.handle, subject.kind))
        fact = None if self.chance(self.opaque) or not self.facts else self.rng.choice(self.facts)
        if fact is None:
            cond = Cond("opaque")
        elif fact == "null":
            cond = self.null_test(True, subject)
        elif fact == "n":
            cond = Cond(
                "cmp",
                ("n", self.rng.choice(("==", "!=", "<", ">", "<=", ">=")), self.rng.choice((0, 1, 2, 3))),
            )
        else:
            cond = Cond("truth", (fact,))
        return Cond("not", (cond,), self.rng.randrange(6)) if self.chance(0.4) else cond
