"""Makes up programs of level 2: several objects, functions that call one another, classes, smart pointers, callbacks."""
import copy

from nest import Nester, Subject
from program import *
from spelling import SHORT

STYLES = {"c": ("functions", "functions", "callback"), "cpp": ("functions", "callback", "methods", "hidden", "smart")}
SPARE_FIELDS = ("", "s[0]", "s[1]")
PURPOSES = {"start": ("create", "arm"), "arm": ("arm",), "stop": ("stop",), "close": ("close",), "end": ("stop", "close"),
            "finish": ("stop", "close", "free"), "free": ("free",)}


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


class Ensemble:
    def __init__(self, rng, lang, features, number):
        self.rng, self.lang, self.features, self.number = rng, lang, features, number
        self.style = rng.choice(STYLES[lang])
        self.functions, self.classes, self.statics, self.entering = [], [], [], []
        self.helpers = {}
        self.host = None  # the class whose methods the helpers are

    def chance(self, probability):
        return self.rng.random() < probability

    def name(self, stem):
        """A name at file level that is not taken yet."""
        taken = {f.name for f in self.functions} | {f for names in self.helpers.values() for f in [names[0]]}
        for again in range(100):
            name = f"{stem}{again or ''}_{self.number}"
            if name not in taken:
                return name

    def program(self):
        getattr(self, "write_" + self.style)()
        kinds = {op.kind for f in self.functions for op in operations(f.body) if op.kind}
        return Program(self.lang, self.functions, self.entering, self.statics, self.classes, self.number, self.style, tuple(sorted(kinds)))

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

    def static(self, kind, name):
        place = Place(f"g_{name}_{self.number}")
        if not any(d.name == place.base for d in self.statics):
            self.statics.append(Decl(place.base, kind))
            self.enters(place, kind)
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
        if purpose == "start" and subject.callback:
            return None
        same_context = subject.context if shape != "value" and subject.context and subject.context.base in ("box", "this") else None
        sort = subject.context and ("box" if subject.context_is_struct or subject.context == Place("box") else "ctx")
        key = (purpose, shape, subject.kind, subject.handle.field if shape != "value" else "", same_context, sort, piece.depth)
        if key not in self.helpers or self.chance(0.3):
            self.helper(key, subject, same_context)
        name, params = self.helpers[key]
        args = []
        for param in params:
            if param.name == "box":
                args.append(subject.struct)
            elif param.what in KINDS:
                args.append(subject.handle)
            elif param.name == "ctx":
                args.append(Place(subject.context.base, subject.context.field, "&" if subject.by_address else subject.context.access))
            else:
                flags = [f for f in piece.facts if f in ("flag1", "flag2", "really", "ok")]
                args.append(self.rng.choice(flags + [0, 1, 1]))
        into = subject.handle if purpose == "start" and shape == "value" else None
        return Call(name, tuple(args), None, into)

    def shape(self, subject):
        if subject.handle.base == "this":
            return "this"
        return "box" if subject.struct and self.chance(0.6) else "value"

    def helper(self, key, outer, same_context):
        purpose, shape, kind, _, _, sort, depth = key
        piece = Piece(self, [], depth + 1)
        inner = Subject(kind, outer.handle, created=purpose == "start", context_is_struct=sort == "box")
        if shape == "box":
            inner.handle, inner.struct = Place("box", outer.handle.field), Place("box")
            piece.params.append(Decl("box", "box"))
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
        for part in ((purpose,) if purpose != "finish" else self.rng.choice((("finish",), ("end", "free"), ("stop", "close", "free")))):
            nodes += self.plain(piece, part, inner) if part == purpose else piece.steps(part, inner)
        if purpose == "free":
            piece.noise, piece.facts = 0, []
        nodes = piece.nest(nodes, self.rng.choice((0, 1, 1, 2)) if purpose != "free" else 0)
        self.helpers.update(saved)
        result = kind if shape == "value" and purpose == "start" else "void"
        role = "root" if self.chance(0.2) and not (self.host and self.host.hidden) else "helper"
        member_of = self.host.name if shape == "this" else ""
        function = piece.finish(name, nodes, role, result, member_of=member_of)
        for node in statements(function.body):
            if isinstance(node, Jump) and node.form == "return" and result != "void":
                node.value = Place("h")
        self.functions.append(function)

    def plain(self, piece, purpose, subject):
        """The operations of a purpose themselves, so that a helper does not just call itself."""
        depth, piece.depth = piece.depth, 9
        nodes = piece.steps(purpose, subject)
        piece.depth = depth
        return nodes

    # styles

    def root(self, piece, nodes, stem="run", **more):
        result = self.rng.choice(("void", "int"))
        self.functions.append(piece.finish(self.name(stem), nodes, "root", result, **more))

    def write_functions(self):
        for _ in range(self.rng.choice((1, 1, 2))):
            piece = self.piece()
            holders = self.rng.choice((("local",), ("local", "param", "static"), ("field",), ("field", "local"), ("static",)))
            self.subjects(piece, holders, self.rng.choice((1, 2, 2, 3)))
            self.root(piece, piece.nest(piece.woven([piece.life(s) for s in piece.subjects]), self.rng.choice((1, 2))))

    def write_methods(self):
        """A class that other files know: public methods are entered from outside, private ones only from these."""
        self.host = Class(f"Host_{self.number}", [])
        self.classes.append(self.host)
        for _ in range(self.rng.choice((1, 2))):
            piece = self.piece()
            self.subjects(piece, ("member",), self.rng.choice((1, 2)))
            nodes = piece.nest(piece.woven([piece.life(s) for s in piece.subjects]), self.rng.choice((1, 2)))
            self.root(piece, nodes, member_of=self.host.name)

    def write_hidden(self):
        """A class that only this file knows, with a constructor and a destructor, and functions with objects of it."""
        self.host = Class(f"Owner_{self.number}", [Decl("m_ctx", "ctx")], hidden=True)
        self.classes.append(self.host)
        kinds = [self.kind() for _ in range(self.rng.choice((1, 1, 2)))]
        subjects = [Subject(k, self.member(k, f"{SHORT[k]}{i + 1}"), True, Place("this", "m_ctx"), frees=True) for i, k in enumerate(kinds)]
        owns = self.chance(0.3)  # the destructor deletes the context
        build = Piece(self, [], 1)
        build.params, build.subjects, build.noise = [Decl("ctx", "ctx")], subjects, 0
        nodes = [Op("copy", Place("this", "m_ctx"), ctx=Place("ctx"))]
        if self.chance(0.4):
            nodes += build.woven([build.steps("start", s) for s in subjects])
        started = len(nodes) > 1
        self.functions.append(build.finish(self.host.name, nodes, "constructor", member_of=self.host.name))
        for subject in subjects:
            subject.frees = False
        self.write_destructor(subjects, owns)
        for _ in range(self.rng.choice((1, 1, 2))):
            self.user_of_hidden(subjects, owns, started)

    def write_destructor(self, subjects, owns):
        if self.chance(0.15) and not owns:
            return
        piece = Piece(self, ["null"], 1)
        piece.subjects = subjects
        ends = piece.woven([piece.steps("end", s) if self.chance(0.6) else [If(piece.null_test(False, s), Block(piece.steps("end", s)))] for s in subjects])
        nodes = piece.nest(ends, 1)
        if owns:
            nodes.append(Op("free", Place("this", "m_ctx")))
        self.functions.append(piece.finish(f"drop_{self.number}", nodes, "destructor", member_of=self.host.name))

    def user_of_hidden(self, subjects, owns, started):
        piece = self.piece(depth=1)
        piece.facts = [f for f in piece.facts if f != "null"]
        sort = self.rng.choice(("heap", "ctx", "local"))
        if sort == "local" and owns:
            sort = "heap"
        decl = Decl("ctx", sort)
        (piece.params if sort == "ctx" else piece.decls).append(decl)
        frees = sort != "local" and not owns
        thing = Decl("owner", "object", of=self.host.name, args=(Place("ctx", access="&" if sort == "local" else ""),))
        calls = []
        for subject in subjects:
            life = ([] if started else ["start"]) + self.rng.choice(([], ["stop"], ["stop", "close"], ["end"], ["stop"]))
            calls.append([self.on_owner(self.call(piece, purpose, subject)) for purpose in life])
        piece.subjects = [Subject("timer", Place("owner"), frees=False)]
        piece.mistake = lambda: SetInt("ok", None)  # a copied call is mistake enough
        if "ok" not in piece.facts:
            piece.facts.append("ok")
            piece.decls.append(Decl("ok", "zero"))
        piece.features = set()
        free = [Op("free", Place("ctx"), style=self.rng.randrange(24))] if frees and self.chance(0.7) else []
        if self.chance(0.4):
            nodes = [Block(piece.nest(piece.woven(calls), 1), [thing])] + free
        else:
            piece.decls.append(thing)
            nodes = piece.nest(piece.woven(calls) + free, self.rng.choice((1, 2)))
        self.root(piece, nodes)

    def on_owner(self, call):
        call.on = Place("owner")
        return call

    def write_smart(self):
        """std::unique_ptr for a handle, with a deleter of its own, and for a context."""
        piece = self.piece()
        subject = Subject(self.kind(), Place("h"), created=True)
        piece.subjects = [subject]
        keeper = self.chance(0.5)
        handle = Decl("h", subject.kind, null=True)
        context = Decl("ctx", "keeper" if keeper else self.rng.choice(("heap", "ctx", "local")))
        subject.context, subject.by_address = Place("ctx", access="get" if keeper else ""), context.what == "local"
        subject.frees = context.what in ("heap", "ctx")
        owner = Decl("owner", "owner", of=f"Deleter_{self.number}", kind=subject.kind)
        self.classes.append(Class(owner.of, [], hidden=True))
        self.write_deleter(owner)
        owned = Subject(subject.kind, Place("owner", access="get"), True, subject.context, subject.by_address, subject.frees)
        nodes = self.plain(piece, "start", subject) + [Op("reset", Place("owner"), subject.kind, subject.handle)]
        if self.chance(0.6):
            nodes += piece.steps("stop", owned)
        ending = self.rng.choice(("scope", "scope", "reset", "release"))
        if ending == "reset":
            nodes.append(Op("reset", Place("owner"), subject.kind))
        elif ending == "release":
            nodes += [Op("release", subject.handle, subject.kind, Place("owner", access="get"))] + piece.steps("end", subject)
        if keeper and self.chance(0.3):
            nodes.append(Op("reset", Place("ctx")))
        elif subject.frees and self.chance(0.7):
            nodes += piece.steps("free", subject)
        piece.mistake = lambda: piece.op(self.rng.choice(("arm", "drain")), self.rng.choice((subject, owned)))
        if context.what == "ctx":
            piece.params.append(context)
        decls = ([] if context.what == "ctx" else [context]) + [handle, owner]
        if self.chance(0.3) and context.what != "local":  # a struct without a destructor keeps its storage to the end
            decls = decls[-1:] + decls[:-1]
        piece.decls += decls
        self.root(piece, piece.nest(nodes, self.rng.choice((1, 2))))

    def write_deleter(self, owner):
        piece = Piece(self, [], 1)
        piece.params = [Decl("h", owner.kind)]
        piece.subjects = [Subject(owner.kind, Place("h"))]
        nodes = piece.nest(piece.steps(self.rng.choice(("end", "end", "close")), piece.subjects[0]), self.rng.choice((0, 1)))
        self.functions.append(piece.finish(f"delete_{self.number}", nodes, "deleter", member_of=owner.of))

    def write_callback(self):
        """A callback with a body, which may wait for its own object; and whoever creates that object."""
        kind = self.kind()
        where = self.rng.choice(("param", "static", "field", "field"))
        name = f"tick_{self.number}"
        piece = self.piece()
        subject = Subject(kind, Place("h"), True, callback=name)
        if where == "static":
            subject.handle = self.static(kind, SHORT[kind])
        elif where == "field":
            subject.handle, subject.struct = Place("box", kind), Place("box")
            self.enters(subject.handle, kind)
            piece.params.append(Decl("box", "box"))
        else:
            piece.decls.append(Decl("h", kind, null=True))
        if where == "field":
            subject.context, subject.frees = Place("box"), True
        else:
            self.give_context(piece, subject, 0)
        piece.subjects = [subject]
        stored = subject.handle if where != "param" else None
        self.functions.append(self.tick(name, kind, stored))
        self.root(piece, piece.nest(piece.life(subject), self.rng.choice((1, 2))))

    def tick(self, name, kind, stored):
        facts = self.rng.sample(("null", "ok"), self.rng.randint(0, 2))
        piece = Piece(self, facts, 1)
        if "ok" in facts:
            piece.decls.append(Decl("ok", "zero"))
        places = [Place("self")] + ([stored, stored] if stored else [])
        if stored and stored.base == "box":
            piece.decls.append(Decl("box", "cast"))
        own = Subject(kind, self.rng.choice(places))
        if own.handle.field:
            own.struct = Place("box")
        piece.subjects = [own]
        if stored and self.chance(0.4):
            other_kind = self.rng.choice([k for k in KINDS if k != kind])
            other = Subject(other_kind, self.static(other_kind, "other") if stored.field is None else Place("box", other_kind))
            if stored.field:
                other.struct = Place("box")
                self.enters(other.handle, other_kind)
            piece.subjects.append(other)
        lives = [piece.steps(self.rng.choice(("stop", "close", "end", "stop")), s) for s in piece.subjects]
        nodes = piece.woven(lives)
        if self.chance(0.5):
            nodes.insert(self.rng.choice((0, 0, 0, 1, len(nodes))), Op("disassociate", Place("instance")))
        piece.mistake = lambda: piece.op(self.rng.choice(("close", "drain")), own)
        return piece.finish(name, piece.nest(nodes, self.rng.choice((0, 1, 2))), "callback", kind=kind, stored=stored)
