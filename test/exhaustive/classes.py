"""A class that is in the file with all its methods: what one of them leaves, another one finds."""
from library import Library, Piece
from nest import Subject
from program import *
from spelling import SHORT


class Classes(Library):
    def write_whole(self):
        self.host = Class(f"Host_{self.number}", [], whole=True)
        self.classes.append(self.host)
        kinds = [self.kind() for _ in range(self.rng.choice((1, 1, 2)))]
        subjects = [Subject(k, self.part(k, f"{SHORT[k]}{i + 1}"), True) for i, k in enumerate(kinds)]
        owns = self.chance(0.2)  # a context that the destructor deletes
        for subject in subjects:
            subject.context = self.rng.choice((Place("this"), Place("this"), None))
            if owns:
                subject.context = Place("this", "m_ctx")
        if owns:
            self.host.fields.append(Decl("m_ctx", "ctx"))
        flag = self.part("flag", "on") if self.chance(0.4) else None
        dies = self.chance(0.85)
        if subjects[0].context == Place("this") and self.chance(0.4):
            self.tick_of(subjects[0], dies)
        early = self.chance(0.5)
        self.build(subjects, early, flag, owns)
        purposes = ["start"] + self.rng.choice((["stop"], ["stop", "end"], ["end"], []))
        for purpose in purposes:
            for subject in self.rng.choice(([subjects], [[s] for s in subjects])):
                self.method(purpose, subject, early, flag)
        if dies:
            self.end_of(subjects, owns)
        if self.chance(0.4):
            self.user_of_whole(owns)

    def part(self, what, name):
        self.host.fields.append(Decl(f"m_{name}", what))
        return Place("this", f"m_{name}")

    def inner(self):
        """A piece for the body of a method."""
        facts = self.rng.sample(("null", "flag1", "ok"), self.rng.randint(1, 2))
        piece = Piece(self, facts, 1)
        if "ok" in facts:
            piece.decls.append(Decl("ok", "zero"))
        if "flag1" in facts:
            piece.params.append(Decl("flag1", "flag"))
        return piece

    def build(self, subjects, early, flag, owns):
        piece = Piece(self, ["null"], 1)
        piece.subjects, piece.noise = subjects, 0
        nodes = []
        if owns:
            piece.params = [Decl("ctx", "ctx")]
            nodes.append(Op("copy", Place("this", "m_ctx"), ctx=Place("ctx")))
        if early:
            purpose = self.rng.choice(("create", "create", "start"))
            for s in subjects:
                nodes += [piece.op("create", s)] if purpose == "create" else piece.steps("start", s)
            if purpose == "start" and flag:
                nodes.append(SetInt(flag, 1))
        self.functions.append(
            piece.finish(self.host.name, nodes, "constructor", member_of=self.host.name)
        )

    def method(self, purpose, subjects, early, flag):
        piece = self.inner()
        piece.subjects = subjects
        if purpose == "start":
            purpose = "arm" if early else "start"
        lives = []
        for subject in subjects:
            life = piece.steps(purpose, subject)
            if purpose == "end":
                life.append(piece.op("null", subject))
            if purpose == "start" and self.chance(0.7):  # not twice
                life = [If(piece.null_test(True, subject), Block(life))]
            elif purpose != "start" and self.chance(0.6):
                life = [If(piece.null_test(False, subject), Block(life))]
            lives.append(life)
        nodes = piece.woven(lives)
        if flag and purpose in ("start", "arm"):
            nodes.append(SetInt(flag, 1))
            if self.chance(0.5):
                nodes = [If(Cond("not", (Cond("truth", (flag,)),)), Block(nodes))]
        elif flag and self.chance(0.7):
            nodes = [If(Cond("truth", (flag,)), Block(nodes + [SetInt(flag, 0)]))]
        self.functions.append(
            piece.finish(self.name(purpose), piece.nest(nodes, self.rng.choice((0, 0, 1))), "root", member_of=self.host.name)
        )

    def end_of(self, subjects, owns):
        piece = Piece(self, ["null"], 1)
        piece.subjects = subjects
        methods = [f for f in self.functions if f.member_of == self.host.name and f.name.startswith("end")]
        if methods and self.chance(0.6):
            nodes = [self.call_of(f, []) for f in methods if f.role == "root"]
        else:
            lives = [piece.steps("end", s) for s in subjects]
            if self.chance(0.6):
                lives = [[If(piece.null_test(False, s), Block(l))] for s, l in zip(subjects, lives)]
            nodes = piece.nest(piece.woven(lives), self.rng.choice((0, 0, 1)))
        if owns:
            nodes.append(Op("free", Place("this", "m_ctx")))
        self.functions.append(piece.finish(f"drop_{self.number}", nodes, "destructor", member_of=self.host.name))

    def call_of(self, function, facts):
        return Call(function.name, tuple(self.rng.choice(facts + [0, 1, 1]) for _ in function.params))

    def tick_of(self, subject, dies):
        """A callback of the class, which may stop its own object, or delete the object of the class."""
        subject.callback = f"tick_{self.number}"
        piece = Piece(self, self.rng.sample(("null",), self.rng.randint(0, 1)), 1)
        field = Place("host", subject.handle.field)
        own = Subject(subject.kind, self.rng.choice((Place("self"), field, field)))
        piece.decls.append(Decl("host", "host", of=self.host.name))
        piece.subjects = [own]
        host, self.host = self.host, None  # what it calls is no method
        nodes = piece.steps("stop", own)
        self.host = host
        if dies and self.chance(0.3):
            nodes = [Op("delete", Place("host"), self.host.name)]
        if self.chance(0.6):
            nodes.insert(self.rng.choice((0, 0, len(nodes))), self.leave())
        piece.mistake = lambda: piece.op("drain", own)
        self.functions.append(
            piece.finish(
                subject.callback,
                piece.nest(nodes, self.rng.choice((0, 1))),
                "callback",
                member_of=self.host.name,
                kind=subject.kind,
                stored=field,
            )
        )

    def user_of_whole(self, owns):
        """A function with an object of the class."""
        piece = self.piece(depth=1)
        piece.facts = [f for f in piece.facts if f != "null"]
        piece.subjects, piece.features = [Subject("work", Place("owner"))], set()
        piece.mistake = lambda: SetInt("ok", None)
        if "ok" not in piece.facts:
            piece.facts.append("ok")
            piece.decls.append(Decl("ok", "zero"))
        if owns:
            piece.decls.append(Decl("ctx", "heap"))
        thing = Decl("owner", "object", of=self.host.name, args=(Place("ctx"),) if owns else ())
        calls = []
        for function in self.functions:
            if function.member_of == self.host.name and function.role == "root" and self.chance(0.8):
                call = self.call_of(function, [f for f in piece.facts if f in ("flag1", "flag2", "ok")])
                call.on = Place("owner")
                calls.append(call)
        self.host = None
        if self.chance(0.4):
            nodes = [Block(piece.nest(calls, 1), [thing])]
        else:
            piece.decls.append(thing)
            nodes = piece.nest(calls, self.rng.choice((0, 1, 2)))
        self.root(piece, nodes)
