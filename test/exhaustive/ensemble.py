"""Makes up programs of level 2: several objects, functions that call one another, classes, smart pointers, callbacks."""
from arrays import Arrays
from classes import Classes
from generate import FEATURES
from groups import Groups
from ladders import Ladders
from library import Piece
from nest import Subject
from program import *
from spelling import SHORT

STYLES = {
    "c": ("functions", "functions", "callback", "callback", "array", "group", "ladder"),
    "cpp": ("functions", "callback", "methods", "hidden", "smart", "smart", "whole", "whole", "whole")
    + ("array", "group", "ladder"),
}


class Ensemble(Arrays, Classes, Groups, Ladders):
    def __init__(self, rng, lang, features, number):
        super().__init__(rng, lang, features, number)
        self.style = rng.choice([s for s in STYLES[lang] if s not in FEATURES or s in features])

    def program(self):
        getattr(self, "write_" + self.style)()
        kinds = {op.kind for f in self.functions for op in operations(f.body) if op.kind in KINDS}
        return Program(
            self.lang,
            self.functions,
            self.entering,
            self.statics,
            self.classes,
            self.number,
            self.style,
            tuple(sorted(kinds)),
        )

    def root(self, piece, nodes, stem="run", **more):
        result = self.rng.choice(("void", "int"))
        self.functions.append(piece.finish(self.name(stem), nodes, "root", result, **more))

    def write_functions(self):
        for _ in range(self.rng.choice((1, 1, 2))):
            piece = self.piece()
            holders = self.rng.choice(
                (("local",), ("local", "param", "static"), ("field",), ("field", "local"), ("static",))
            )
            self.subjects(piece, holders, self.rng.choice((1, 2, 2, 3)))
            self.root(
                piece,
                piece.nest(piece.woven([piece.life(s) for s in piece.subjects]), self.rng.choice((1, 2))),
            )

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
        subjects = [
            Subject(k, self.member(k, f"{SHORT[k]}{i + 1}"), True, Place("this", "m_ctx"), frees=True)
            for i, k in enumerate(kinds)
        ]
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
        ends = piece.woven(
            [
                piece.steps("end", s)
                if self.chance(0.6)
                else [If(piece.null_test(False, s), Block(piece.steps("end", s)))]
                for s in subjects
            ]
        )
        nodes = piece.nest(ends, 1)
        if owns:
            nodes.append(Op("free", Place("this", "m_ctx")))
        self.functions.append(
            piece.finish(f"drop_{self.number}", nodes, "destructor", member_of=self.host.name)
        )

    def user_of_hidden(self, subjects, owns, started):
        piece = self.piece(depth=1)
        piece.facts = [f for f in piece.facts if f != "null"]
        sort = self.rng.choice(("heap", "ctx", "local"))
        if sort == "local" and owns:
            sort = "heap"
        decl = Decl("ctx", sort)
        (piece.params if sort == "ctx" else piece.decls).append(decl)
        frees = sort != "local" and not owns
        thing = Decl(
            "owner", "object", of=self.host.name, args=(Place("ctx", access="&" if sort == "local" else ""),)
        )
        calls = []
        for subject in subjects:
            life = ([] if started else ["start"]) + self.rng.choice(
                ([], ["stop"], ["stop", "close"], ["end"], ["stop"])
            )
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
        if keeper and self.has("shared", 0.3):
            context.form = "shared"
        subject.context, subject.by_address = (
            Place("ctx", access="get" if keeper else ""),
            context.what == "local",
        )
        subject.frees = context.what in ("heap", "ctx")
        form = self.rng.choice(("", "", "function") + (("shared", "shared") if "shared" in self.features else ()))
        owner = Decl(
            "owner", "owner", of=f"{'delete' if form else 'Deleter'}_{self.number}", kind=subject.kind, form=form
        )
        if not form:
            self.classes.append(Class(owner.of, [], hidden=True))
        self.write_deleter(owner)
        owned = Subject(
            subject.kind,
            Place("owner", access="get"),
            True,
            subject.context,
            subject.by_address,
            subject.frees,
        )
        nodes = self.plain(piece, "start", subject) + [
            Op(
                "reset",
                Place("owner"),
                subject.kind,
                subject.handle,
                callback=owner.of if form == "shared" else "",
            )
        ]
        if self.chance(0.6):
            nodes += piece.steps("stop", owned)
        ending = self.rng.choice(("scope", "scope", "reset", "release"))
        if ending == "reset":
            nodes.append(Op("reset", Place("owner"), subject.kind))
        elif ending == "release" and form != "shared":
            nodes += [
                Op("release", subject.handle, subject.kind, Place("owner", access="get"))
            ] + piece.steps("end", subject)
        if keeper and self.chance(0.3):
            nodes.append(Op("reset", Place("ctx")))
        elif subject.frees and self.chance(0.7):
            nodes += piece.steps("free", subject)
        piece.mistake = lambda: piece.op(self.rng.choice(("arm", "drain")), self.rng.choice((subject, owned)))
        if context.what == "ctx":
            piece.params.append(context)
        decls = ([] if context.what == "ctx" else [context]) + [handle, owner]
        if (
            self.chance(0.3) and context.what != "local"
        ):  # a struct without a destructor keeps its storage to the end
            decls = decls[-1:] + decls[:-1]
        piece.decls += decls
        self.root(piece, piece.nest(nodes, self.rng.choice((1, 2))))

    def write_deleter(self, owner):
        piece = Piece(self, [], 1)
        piece.params = [Decl("h", owner.kind)]
        piece.subjects = [Subject(owner.kind, Place("h"))]
        nodes = piece.nest(
            piece.steps(self.rng.choice(("end", "end", "close")), piece.subjects[0]), self.rng.choice((0, 1))
        )
        member_of = "" if owner.form else owner.of
        self.functions.append(piece.finish(f"delete_{self.number}", nodes, "deleter", member_of=member_of))

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
        group = self.give_group(piece, where) if self.has("group", 0.2) else None
        self.functions.append(self.tick(name, kind, stored, group))
        nodes = self.life_in_group(piece, [subject], group) if group else piece.life(subject)
        self.root(piece, piece.nest(nodes, self.rng.choice((1, 2))))

    def tick(self, name, kind, stored, group=None):
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
            other = Subject(
                other_kind,
                self.static(other_kind, "other") if stored.field is None else Place("box", other_kind),
            )
            if stored.field:
                other.struct = Place("box")
                self.enters(other.handle, other_kind)
            piece.subjects.append(other)
        lives = [piece.steps(self.rng.choice(("stop", "close", "end", "stop")), s) for s in piece.subjects]
        nodes = piece.woven(lives)
        if self.chance(0.5):
            nodes.insert(self.rng.choice((0, 0, 0, 1, len(nodes))), self.leave())
        kept = group if group and (group.field is None or stored) and group.base != "group" else None
        if kept and self.chance(0.6):
            nodes.insert(self.rng.randint(0, len(nodes)), Op("members", kept, style=self.rng.randrange(2)))
            if kept.field and not any(d.name == "box" for d in piece.decls):
                piece.decls.append(Decl("box", "cast"))
        piece.mistake = lambda: piece.op(self.rng.choice(("close", "drain")), own)
        return piece.finish(
            name, piece.nest(nodes, self.rng.choice((0, 1, 2))), "callback", kind=kind, stored=stored, group=kept
        )

    def leave(self):
        """Disassociates the callback, perhaps in a helper that does it on some paths only."""
        instance = Place("instance")
        if not self.has("leave", 0.4):
            return Op("disassociate", instance)
        name = self.name("leave")
        if not any(f.name == name for f in self.functions):
            piece = Piece(self, self.rng.sample(("really",), self.rng.randint(0, 1)), 2)
            piece.params = [Decl("instance", "instance")] + [Decl(fact, "flag") for fact in piece.facts]
            nodes = [Op("disassociate", instance)]
            if piece.facts:
                nodes = [If(Cond("truth", ("really",)), Block(nodes))]
            self.functions.append(piece.finish(name, nodes, "helper"))
        function = next(f for f in self.functions if f.name == name)
        return Call(name, (instance,) + (self.rng.choice((0, 1, 1)),) * (len(function.params) - 1))
