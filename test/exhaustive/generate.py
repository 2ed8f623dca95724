"""Makes up programs of level 1: one function, one object. Level 2 is ensemble.py's."""
import random

from compiler import Murky
from nest import Nester, Subject
from paths import judge
from printer import Printer
from program import *
from spelling import SHORT

FEATURES = {"alias", "boxed", "count", "escape", "ex", "noreturn", "rearm", "recreate", "scope", "throw"}
FEATURES |= {"array", "cancel", "group", "ladder", "leave", "out", "shared", "told", "whole"}  # level 2 only
HOLDERS = {
    "c": ("local", "param", "static", "field", "element"),
    "cpp": ("local", "param", "static", "field", "element", "member"),
}


def generate(seed, lang, level, number, features):
    """Program `number` of a seed: the first one made up that the specification settles.

    Elements of an array are not created over live ones: those that are lost so are one symbolic element to the engine.
    """
    attempt = 0
    while True:
        rng = random.Random(f"{seed} {lang} {level} {number} {attempt}")
        program = make(rng, lang, level, number, features)
        Printer().print(program)
        try:
            verdict = judge(program)
            if not verdict.overwrites or "recreate" in features and program.holder != "array":
                return program
        except Murky:
            pass
        attempt += 1


def make(rng, lang, level, number, features):
    if level == 2:
        from ensemble import Ensemble

        return Ensemble(rng, lang, features, number).program()
    return Solo(rng, lang, features, number).program()


class Solo(Nester):
    """One function with one object."""

    def __init__(self, rng, lang, features, number):
        super().__init__(
            rng,
            lang,
            features,
            rng.sample(("flag1", "flag2", "n", "null", "stopped", "ok"), rng.randint(1, 4)),
        )
        self.number = number
        self.params, self.decls, self.statics, self.classes, self.entering = [], [], [], [], []

    def program(self):
        kind = self.rng.choice(("timer", "timer", "timer", "wait", "wait", "work", "work", "io"))
        self.holder = self.rng.choice(HOLDERS[self.lang])
        subject = self.make_subject(kind)
        self.subjects = [subject]
        for fact in self.facts:
            if fact in ("flag1", "flag2", "n"):
                self.params.append(Decl(fact, "number" if fact == "n" else "flag"))
            elif fact != "null":
                self.decls.append(Decl(fact, "zero"))
        nodes = self.nest(self.plan(subject), self.rng.choice((1, 2, 2, 3)))
        if "ok" in self.facts:
            nodes.insert(0, SetInt("ok", None))
        result = self.rng.choice(("void", "int"))
        if result == "int":
            nodes.append(Jump("return"))
        member_of = self.classes[0].name if self.classes else ""
        function = Function(
            f"run_{self.number}", self.params, Block(nodes, self.decls), "root", result, member_of
        )
        return Program(
            self.lang,
            [function],
            self.entering,
            self.statics,
            self.classes,
            self.number,
            self.holder,
            (kind,),
        )

    def make_subject(self, kind):
        name = SHORT[kind]
        subject = Subject(kind, Place(name))
        subject.created = self.holder == "local" or self.chance(0.6 if subject.gated else 0.9)
        if self.holder == "local":
            self.decls.append(Decl(name, kind, null=self.chance(0.85)))
        elif self.holder == "param":
            self.params.append(Decl(name, kind))
        elif self.holder == "static":
            subject.handle = Place(f"g_{name}_{self.number}")
            self.statics.append(Decl(subject.handle.base, kind))
        elif self.holder == "member":
            subject.handle = Place("this", f"m_{name}")
            self.classes.append(Class(f"Host_{self.number}", [Decl(f"m_{name}", kind), Decl("m_ctx", "ctx")]))
        else:
            self.params.append(Decl("box", "box"))
            subject.handle = Place("box", kind + ("s[1]" if self.holder == "element" else ""))
            subject.struct = Place("box")
        if self.holder not in ("local", "param"):
            self.entering.append((subject.handle, kind))
        self.give_context(subject)
        return subject

    def give_context(self, subject):
        sorts = ("heap", "heap", "ctx", "local", "field", "self") + (
            ("none",) if subject.gated else ("heap", "local", "local")
        )
        sort = self.rng.choice(sorts)
        if not subject.created or sort == "none" or (sort == "self" and not subject.struct):
            return
        subject.frees = sort != "local"
        if sort == "self":
            subject.context = subject.struct
        elif sort == "field" and subject.handle.field:
            subject.context = Place("box", "ctx") if subject.struct else Place("this", "m_ctx")
            self.entering.append((subject.context, "ctx"))
        else:
            sort = "heap" if sort == "field" else sort
            name = "ctx" if subject.frees else "local"
            (self.params if sort == "ctx" else self.decls).append(Decl(name, sort))
            subject.context, subject.by_address = Place(name), not subject.frees

    def plan(self, subject):
        """The operations of a correct life, in order."""
        ops = [self.op("create", subject)] if subject.created else []
        if subject.created and "null" in self.facts and self.chance(0.3):
            ops.append(If(self.null_test(True), Block([Jump("return")])))
        ops += [self.op("arm", subject)] * self.rng.choice((0, 1, 1, 1, 2))
        ops += self.stop(subject)
        if "stopped" in self.facts:
            ops.append(SetInt("stopped", 1))
            if self.chance(0.5):
                ops.append(
                    If(Cond("not", (Cond("truth", ("stopped",)),)), Block(self.copies(self.stop(subject))))
                )
        if self.has("rearm", 0.15):
            ops += [self.op("arm", subject)] + self.stop(subject)
        ops.append(self.op("close", subject))
        if self.chance(0.3):
            ops.append(self.op("null", subject))
        if subject.frees and self.chance(0.85):
            ops.append(self.op("free", subject))
        if self.has("escape", 0.06):
            lend = subject.struct and self.chance(0.5) and subject.context != Place("box", "ctx")
            ops.insert(
                self.rng.randint(1 if subject.created else 0, len(ops)),
                self.op("lend" if lend else "escape", subject),
            )
        if self.has("alias", 0.12):
            self.alias(ops, subject)
        if self.has("recreate", 0.1) and subject.created:
            at = self.rng.randint(1, len(ops))
            renew = subject.frees and subject.context != subject.struct and self.chance(0.5)
            ops[at:at] = ([Op("alloc", subject.context)] if renew else []) + [self.op("create", subject)]
        return ops

    def alias(self, ops, subject):
        """From some point on the handle goes by another name."""
        self.decls.append(Decl("copy", subject.kind, null=self.chance(0.7)))
        at = self.rng.randint(1 if subject.created else 0, len(ops))
        how = self.rng.choice(("copy", "take", "take"))
        for op in ops[at:]:
            if isinstance(op, Op) and op.place == subject.handle:
                op.place = Place("copy")
        ops.insert(at, Op(how, Place("copy"), subject.kind, subject.handle, style=self.rng.randrange(8)))
