"""What the functions of a level 2 program are made of: the objects they work on, and the helpers they call."""
import copy

from nest import Nester, Subject
from program import *
from spelling import SHORT

SPARE_FIELDS = ("", "s[0]", "s[1]")
PURPOSES = {
    "start": ("create", "arm"),
    "arm": ("arm",),
    "stop": ("stop",),
    "close": ("close",),
    "end": ("stop", "close"),
    "finish": ("stop", "close", "free"),
    "free": ("free",),
}


class Piece(Nester):
    """One function being written; it may call helpers, which are written as they are asked for."""

    def __init__(self, ensemble, facts, depth):
        features = ensemble.features - ({"throw"} if depth else set())  # nothing is thrown across calls
        super().__init__(ensemble.rng, ensemble.lang, features, facts)
        self.ensemble, self.depth = ensemble, depth
        self.params, self.decls = [], []

    def steps(self, purpose, subject):
        """A part of a life, as operations or as a call of a helper that does it."""
        if self.depth < 2 and self.chance(0.45):
            call = self.ensemble.call(self, purpose, subject)
            if call:
                return [call]
        nodes = []
        for what in PURPOSES[purpose]:
            if what == "free" and not subject.frees:
                continue
            nodes += self.stop(subject) if what == "stop" else [self.op(what, subject)]
            if what == "arm" and subject.kind == "io" and self.has("cancel", 0.4):
                nodes.append(If(self.cond(), Block([self.op("cancel", subject)])))
        if purpose in ("close", "end") and self.chance(0.4):
            nodes.append(self.op("null", subject))
        return nodes

    def life(self, subject):
        """From creation to the death of the context, in parts of random size."""
        nodes = []
        if subject.created:
            nodes += self.steps("start", subject) if self.chance(0.8) else [self.op("create", subject)]
        elif self.chance(0.5):
            nodes += self.steps("arm", subject)
        if self.chance(0.2):
            nodes += self.steps("finish", subject)
            return nodes
        if self.chance(0.5):
            nodes += self.steps("stop", subject) + self.steps("close", subject)
        else:
            nodes += self.steps("end", subject)
        if subject.frees and self.chance(0.8):
            nodes += self.steps("free", subject)
        return nodes

    def woven(self, lives):
        """Several lives side by side, each in its own order."""
        lives, nodes = [list(life) for life in lives if life], []
        while lives:
            life = self.rng.choice(lives)
            nodes += [life.pop(0) for _ in range(min(len(life), self.rng.choice((1, 1, 2, 3))))]
            lives = [l for l in lives if l]
        return nodes

    def finish(self, name, nodes, role, result="void", **more):
        if "ok" in self.facts:
            nodes.insert(0, SetInt("ok", None))
        if result != "void":
            nodes.append(Jump("return"))
        return Function(name, self.params, Block(nodes, self.decls), role, result, **more)


class Library:
    """What the functions of one program share."""

    def __init__(self, rng, lang, features, number):
        self.rng, self.lang, self.features, self.number = rng, lang, features, number
        self.functions, self.classes, self.statics, self.entering = [], [], [], []
        self.helpers = {}
        self.host = None  # the class whose methods the helpers are

    def chance(self, probability):
        return self.rng.random() < probability

    def has(self, feature, probability):
        return feature in self.features and self.chance(probability)

    def name(self, stem):
        """A name at file level that is not taken yet."""
        taken = {f.name for f in self.functions} | {f for names in self.helpers.values() for f in [names[0]]}
        for again in range(100):
            name = f"{stem}{again or ''}_{self.number}"
            if name not in taken:
                return name

    def piece(self, depth=0, most_facts=3):
        facts = self.rng.sample(("flag1", "flag2", "null", "n", "ok"), self.rng.randint(1, most_facts))
        piece = Piece(self, facts, depth)
        for fact in facts:
            if fact in ("flag1", "flag2", "n"):
                piece.params.append(Decl(fact, "number" if fact == "n" else "flag"))
            elif fact == "ok":
                piece.decls.append(Decl("ok", "zero"))
        return piece

    def kind(self):
        return self.rng.choice(("timer", "timer", "timer", "wait", "wait", "work", "work", "io"))

    # what roots work on

    def subjects(self, piece, holders, count):
        """Some handles, each kept somewhere, and their contexts."""
        boxes = ("box", "boxed") if "boxed" in self.features else ("box",)
        box = self.rng.choice(boxes) if "field" in holders else None
        for index in range(count):
            kind, holder = self.kind(), self.rng.choice(holders)
            name = f"{SHORT[kind]}{index + 1}"
            subject = Subject(kind, Place(name), created=holder == "local" or self.chance(0.8))
            if holder == "local":
                piece.decls.append(Decl(name, kind, null=self.chance(0.9)))
            elif holder == "param":
                piece.params.append(Decl(name, kind))
            elif holder == "static":
                subject.handle = self.static(kind, name)
            elif holder == "member":
                subject.handle = self.member(kind, name)
            else:
                subject.handle = Place("box", kind + SPARE_FIELDS[index], "." if box == "boxed" else "")
                subject.struct = Place("box", access="&" if box == "boxed" else "")
                if not any(d.name == "box" for d in piece.params + piece.decls):
                    (piece.params if box == "box" else piece.decls).append(Decl("box", box))
                self.enters(Place("box", kind + SPARE_FIELDS[index]), kind)
            self.give_context(piece, subject, index)
            piece.subjects.append(subject)
        return piece.subjects

    def enters(self, place, what):
        if (place, what) not in self.entering:
            self.entering.append((place, what))

    def static(self, kind, name, count=0):
        place = Place(f"g_{name}_{self.number}")
        if not any(d.name == place.base for d in self.statics):
            self.statics.append(Decl(place.base, kind, count=count))
            for element in [f"[{number}]" for number in range(count)] or [""]:
                self.enters(Place(place.base + element), kind)
        return place

    def member(self, kind, name):
        place = Place("this", f"m_{name}")
        if not any(d.name == place.field for d in self.host.fields):
            self.host.fields.append(Decl(place.field, kind))
        self.enters(place, kind)
        return place

    def give_context(self, piece, subject, index):
        shared = [s for s in piece.subjects if s.context is not None]
        if not subject.created or self.chance(0.1):
            return
        if shared and self.chance(0.35):
            other = self.rng.choice(shared)
            subject.context, subject.by_address, subject.frees = other.context, other.by_address, other.frees
            return
        sort = self.rng.choice(("heap", "heap", "ctx", "local", "self", "field"))
        pointed = subject.struct and not subject.struct.access
        if sort == "self" and subject.struct:
            subject.context, subject.by_address = Place("box"), not pointed
            subject.frees = bool(pointed)
        elif sort == "field" and pointed:
            subject.context, subject.frees = Place("box", "ctx"), True
            self.enters(subject.context, "ctx")
        else:
            sort = "heap" if sort in ("self", "field") else sort
            subject.frees = sort != "local"
            name = f"ctx{index + 1}" if subject.frees else f"local{index + 1}"
            (piece.params if sort == "ctx" else piece.decls).append(Decl(name, sort))
            subject.context, subject.by_address = Place(name), not subject.frees

    # helpers

    def call(self, piece, purpose, subject):
        """A call of a helper that does `purpose` to `subject`, or None where that cannot be said in the tiny language."""
        shape = self.shape(subject)
        if purpose in ("finish", "free") and not subject.frees:
            return None
        if purpose == "start" and (subject.callback or subject.environ):
            return None
        if shape == "value" and purpose == "start" and self.has("out", 0.4):
            shape = "out"
        same_context = (
            subject.context
            if shape in ("box", "this") and subject.context and subject.context.base in ("box", "this")
            else None
        )
        sort = subject.context and (
            "box" if subject.context_is_struct or subject.context == Place("box") else "ctx"
        )
        key = (
            purpose,
            shape,
            subject.kind,
            subject.handle.field if shape in ("box", "this") else "",
            same_context,
            sort,
            piece.depth,
        )
        if key not in self.helpers or self.chance(0.3):
            self.helper(key, subject, same_context)
        name, params = self.helpers[key]
        args = []
        for param in params:
            if param.name == "box":
                args.append(subject.struct)
            elif param.what == "out":
                args.append(AddressOf(subject.handle))
            elif param.what in KINDS:
                args.append(subject.handle)
            elif param.name == "ctx":
                args.append(
                    Place(
                        subject.context.base,
                        subject.context.field,
                        "&" if subject.by_address else subject.context.access,
                    )
                )
            else:
                flags = [f for f in piece.facts if f in ("flag1", "flag2", "really", "ok")]
                args.append(self.rng.choice(flags + [0, 1, 1]))
        into = subject.handle if purpose == "start" and shape == "value" else None
        if shape == "out" and "ok" in piece.facts and self.chance(0.7):
            into = Place("ok")
        return Call(name, tuple(args), None, into)

    def shape(self, subject):
        if subject.handle.base == "this":
            return "this"
        return "box" if subject.struct and not subject.handle.index and self.chance(0.6) else "value"

    def helper(self, key, outer, same_context):
        purpose, shape, kind, _, _, sort, depth = key
        piece = Piece(self, [], depth + 1)
        inner = Subject(kind, outer.handle, created=purpose == "start", context_is_struct=sort == "box")
        if shape == "box":
            inner.handle, inner.struct = Place("box", outer.handle.field), Place("box")
            piece.params.append(Decl("box", "box"))
        elif shape == "out":
            inner.handle = Place("out", "*")
            piece.params.append(Decl("out", "out", kind=kind))
        elif shape == "value":
            inner.handle = Place("h")
            (piece.decls if purpose == "start" else piece.params).append(Decl("h", kind, null=True))
        if purpose in ("start", "finish", "free") and sort:
            inner.frees = purpose != "start"
            inner.context = same_context or Place("ctx")
            if not same_context:
                piece.params.append(Decl("ctx", sort))
        if purpose == "free":  # only the context is named
            piece.params = [p for p in piece.params if p.what not in KINDS]
        else:
            piece.facts = self.rng.sample(("null", "really"), self.rng.randint(0, 2))
        if "really" in piece.facts:
            piece.params.append(Decl("really", "flag"))
        piece.subjects = [inner]
        name = self.name({"start": "start", "free": "release"}.get(purpose, purpose) + "_" + kind)
        self.helpers[key] = (name, list(piece.params))
        saved = copy.copy(self.helpers)
        nodes = []
        for part in (
            (purpose,)
            if purpose != "finish"
            else self.rng.choice((("finish",), ("end", "free"), ("stop", "close", "free")))
        ):
            nodes += self.plain(piece, part, inner) if part == purpose else piece.steps(part, inner)
        if purpose == "free":
            piece.noise, piece.facts = 0, []
        if "really" in piece.facts and self.has("told", 0.5):
            nodes = [self.if_told(node) for node in nodes]
        if shape == "out" and self.chance(0.6):
            nodes.insert(1, If(piece.null_test(True, inner), Block([Jump("return", value=0)])))
        nodes = piece.nest(nodes, self.rng.choice((0, 1, 1, 2)) if purpose != "free" else 0)
        self.helpers.update(saved)
        result = {"value": kind, "out": "int"}.get(shape, "void") if purpose == "start" else "void"
        role = "root" if self.chance(0.2) and not (self.host and self.host.hidden) else "helper"
        member_of = self.host.name if shape == "this" else ""
        function = piece.finish(name, nodes, role, result, member_of=member_of)
        for node in statements(function.body):
            if isinstance(node, Jump) and node.form == "return" and result != "void" and node.value is None:
                node.value = 1 if shape == "out" else Place("h")
        self.functions.append(function)

    def if_told(self, node):
        """A helper that is told whether to wait."""
        if isinstance(node, Op) and node.what == "drain":
            return If(Cond("truth", ("really",)), Block([node]))
        return node

    def plain(self, piece, purpose, subject):
        """The operations of a purpose themselves, so that a helper does not just call itself."""
        depth, piece.depth = piece.depth, 9
        nodes = piece.steps(purpose, subject)
        piece.depth = depth
        return nodes
