"""A second, naive reading of a program: walks one random path straight over its tree. Keeps compiler.py and paths.py honest."""
from program import *
from world import NULL


class Left(Exception):
    """Control leaves a statement: `form` as in Jump."""

    def __init__(self, form, label="", line=0):
        self.form, self.label, self.line = form, label, line


class Over(Exception):
    """The walk ends here: it took too long, or it never returns."""


class Walk:
    def __init__(self, program, function, rng, world, most_steps=400):
        self.program, self.rng, self.left, self.findings = program, rng, most_steps, set()
        self.world = world
        try:
            self.function(function)
            if function.role == "destructor":
                self.kill("this", function.body.end)
        except Over:
            pass

    def function(self, function):
        try:
            self.block(function.body)
        except Left as left:
            if left.form not in ("return", "throw"):
                raise

    def call(self, function, args, on):
        self.tick()
        self.world.enter_call(function, args, on, "walk")
        self.function(function)
        self.world.leave_call()

    def tick(self):
        self.left -= 1
        if self.left < 0:
            raise Over

    # scopes

    def block(self, block):
        declared = []
        for decl in block.decls:
            fields = self.program.fields_of(decl)
            self.world.declare(decl, fields)
            constructor = decl.what == "object" and self.program.special(decl.of, "constructor")
            if constructor:
                self.call(constructor, decl.args, Place(decl.name))
            declared.append(decl)
        at = 0
        try:
            while at < len(block.body):
                self.tick()
                try:
                    self.statement(block.body[at])
                except Left as left:
                    labels = [
                        i for i, n in enumerate(block.body) if isinstance(n, Label) and n.name == left.label
                    ]
                    if left.form != "goto" or not labels:
                        raise
                    at = labels[0]
                at += 1
        except Left as left:
            self.end(declared, left.line)
            raise
        self.end(declared, block.end)

    def end(self, declared, line):
        for decl in reversed(declared):
            if decl.what == "owner":
                self.delete(decl, self.world.read(Place(decl.name)))
            elif decl.what in ("local", "boxed", "keeper", "object"):
                destructor = decl.what == "object" and self.program.special(decl.of, "destructor")
                if destructor:
                    self.call(destructor, (), Place(decl.name))
                self.kill(decl.name, line)

    def kill(self, name, line):
        value = self.world.read(Place(name))
        if value != NULL:
            self.findings |= set(self.world.kill(value, line))

    def delete(self, decl, value):
        self.world.bind("@deleted", value)
        if not self.holds(Cond("null", (Place("@deleted"),))):
            self.call(self.program.deleter(decl), (Place("@deleted"),), None)

    # statements

    def holds(self, cond):
        if cond.op == "not":
            return not self.holds(cond.args[0])
        if cond.op == "and":
            return self.holds(cond.args[0]) and self.holds(cond.args[1])
        if cond.op == "or":
            return self.holds(cond.args[0]) or self.holds(cond.args[1])
        if cond.op == "const":
            return bool(cond.args[0])
        yes, no = self.world.split(cond)
        self.world = self.rng.choice([world for world in (yes, no) if world is not None])
        return self.world is yes

    def statement(self, node):
        if isinstance(node, Op):
            self.operation(node)
        elif isinstance(node, Call):
            self.call(self.program.function(node.function), node.args, node.on or Place("this"))
            if node.into:
                self.world.write(node.into, self.world.result)
        elif isinstance(node, SetInt):
            value = self.world.entered("flag") if node.value is None else node.value
            if isinstance(node.name, Place):
                self.world.write(node.name, value)
            else:
                self.world.bind(node.name, value)
        elif isinstance(node, Block):
            self.block(node)
        elif isinstance(node, If):
            if self.holds(node.cond):
                self.block(node.then)
            elif node.other:
                self.block(node.other)
        elif isinstance(node, Choose):
            truth = self.holds(node.cond)
            op = node.yes if truth == (node.form != "||") else node.no
            if op:
                self.statement(op)
        elif isinstance(node, Jump):
            if node.form == "fatal":
                raise Over
            if node.value is not None:
                self.world.result = self.world.argument(node.value)
            raise Left(node.form, node.label, node.line)
        elif isinstance(node, Loop):
            self.loop(node)
        elif isinstance(node, Switch):
            self.switch(node)

    def operation(self, op):
        if op.what == "delete":
            self.call(self.program.special(op.kind, "destructor"), (), op.place)
            self.kill(op.place.base, op.line)
            return
        if op.what == "reset":
            decl = next(
                d
                for f in self.program.functions
                for d in self.declarations(f.body)
                if d.name == op.place.base
            )
            if decl.what == "keeper":
                self.kill(decl.name, op.line)
            old = self.world.read(Place(decl.name))
            self.world.bind(decl.name, self.world.read(op.ctx) if op.ctx else NULL)
            if decl.what == "owner":
                self.delete(decl, old)
            return
        self.findings |= set(self.world.apply(op))
        if self.world.ended:
            raise Over

    def declarations(self, block):
        yield from block.decls
        for node in statements(block):
            for inner in child_blocks(node):
                yield from inner.decls

    def loop(self, node):
        turns = 0
        while True:
            self.tick()
            if node.form == "count" and turns == node.count:
                return
            if node.form in ("while", "for") and not self.holds(node.cond):
                return
            if node.counter:
                self.world.bind(node.counter, turns)
            turns += 1
            try:
                self.block(node.body)
            except Left as left:
                if left.form == "break":
                    return
                if left.form != "continue":
                    raise
            if node.form == "do" and not self.holds(node.cond):
                return

    def switch(self, node):
        chosen = next((i for i, c in enumerate(node.cases) if c.value is None), None)
        for index, case in enumerate(node.cases):
            if case.value is not None and self.holds(
                Cond("cmp", (node.subject, "==", case.value)) if node.subject else Cond("opaque")
            ):
                chosen = index
                break
        if chosen is None:
            return
        try:
            for case in node.cases[chosen:]:
                self.block(case.body)
                if not case.falls:
                    return
        except Left as left:
            if left.form != "break":
                raise
