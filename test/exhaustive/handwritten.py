"""Programs judged by hand: every statement given to Hand.bad must be reported, and nothing else."""
import copy

from program import *
from rules import FREED_EARLY, UNSAFE_CLOSE, WAIT_IN_CALLBACK

FLAG, OPAQUE = Cond("truth", ("flag1",)), Cond("opaque")
NUMBER = [Cond("cmp", ("n", ">", 3)), Cond("cmp", ("n", "==", 2))]


class Hand:
    """One handle of a kind in a local, its context a heap allocation `ctx` or the local struct `local`."""

    def __init__(self, kind="timer", context="heap", entering=False):
        self.kind, self.context, self.entering, self.wanted = kind, context, entering, []
        self.handle = Place("t")

    def __getattr__(self, what):
        if what == "create":
            ctx = None if self.context == "none" else Place("local" if self.context == "local" else "ctx")
            return Op("create", self.handle, self.kind, ctx, self.context == "local")
        if what == "free":
            return Op("free", Place("ctx"))
        if what in ("arm", "disarm", "drain", "close", "null", "escape"):
            return Op(what, self.handle, self.kind)
        raise AttributeError(what)

    @property
    def stop(self):
        return [self.disarm, self.drain] if self.kind in GATED_BY_PROTOCOL else [self.drain]

    @property
    def given(self):
        return Cond("not", (Cond("null", (self.handle,)),))

    def bad(self, node, check=None):
        """Marks a statement where a finding is due."""
        self.wanted.append(
            (node, check or (UNSAFE_CLOSE if getattr(node, "what", "") == "close" else FREED_EARLY))
        )
        return node

    def program(self, body):
        params = [Decl("flag1", "flag"), Decl("n", "number")] + (
            [Decl("t", self.kind)] if self.entering else []
        )
        locals_ = [] if self.entering else [Decl("t", self.kind, null=True)]
        locals_ += [Decl("stopped", "zero")]
        if self.context != "none":
            locals_.append(Decl("local" if self.context == "local" else "ctx", self.context))
        return Program("c", [Function("run_0", params, Block(body, locals_))])


def when(cond, *body, other=None):
    return If(copy.deepcopy(cond), Block(list(body)), Block(other) if other else None)


def alone():
    """Level 1: (name, Hand, program)."""

    def test(name, make, **hand):
        h = Hand(**hand)
        return name, h, h.program(make(h))

    stopped = Cond("truth", ("stopped",))
    yield test("a full stop is silent", lambda h: [h.create, h.arm, *h.stop, h.close, h.free])
    yield test("close alone", lambda h: [h.create, h.arm, h.bad(h.close), h.free])
    yield test("never armed is silent", lambda h: [h.create, h.close, h.free])
    yield test("disarm without drain", lambda h: [h.create, h.arm, h.disarm, h.bad(h.close)])
    yield test("drain without disarm", lambda h: [h.create, h.arm, h.drain, h.bad(h.close)])
    yield test("wrong order", lambda h: [h.create, h.arm, h.drain, h.disarm, h.bad(h.close)])
    yield test("armed again", lambda h: [h.create, h.arm, *h.stop, h.arm, h.bad(h.close)])
    yield test("an entering timer may be armed", lambda h: [h.bad(h.close)], entering=True, context="none")
    yield test(
        "an entering timer that is stopped", lambda h: [*h.stop, h.close], entering=True, context="none"
    )
    yield test(
        "another context may die",
        lambda h: [h.create, h.arm, Op("alloc", Place("ctx")), h.free, *h.stop, h.close],
    )
    yield test(
        "a switch that falls through",
        lambda h: [
            h.create,
            h.arm,
            Switch(None, [Case(None, Block([h.disarm]), True), Case(0, Block([h.drain]), True)]),
            h.bad(h.close),
        ],
    )
    yield test(
        "a default that falls through",
        lambda h: [
            h.create,
            h.arm,
            h.disarm,
            Switch(None, [Case(None, Block([SetInt("stopped", 1)]), True), Case(0, Block([h.drain]), True)]),
            h.close,
        ],
    )
    yield test(
        "an entering work object is let pass", lambda h: [h.close], entering=True, context="none", kind="work"
    )
    yield test(
        "after a close nothing more is said",
        lambda h: [h.create, h.arm, h.bad(h.close), h.close, h.arm, h.close],
    )
    yield test("work: fire and forget", lambda h: [h.create, h.arm, h.close], kind="work")
    yield test(
        "work: reported where the context dies later",
        lambda h: [h.create, h.arm, h.bad(h.close), when(OPAQUE, h.free)],
        kind="work",
    )
    yield test(
        "work: freed before, closed after: two mistakes",
        lambda h: [h.create, h.arm, h.bad(h.free), h.bad(h.close)],
        kind="work",
    )
    yield test(
        "work: a local context", lambda h: [h.create, h.arm, h.bad(h.close)], kind="work", context="local"
    )
    yield test("io: drained", lambda h: [h.create, h.arm, h.drain, h.close, h.free], kind="io")
    yield test("freed between drain and close", lambda h: [h.create, h.arm, *h.stop, h.bad(h.free), h.close])
    yield test(
        "freed twice is said once", lambda h: [h.create, h.arm, *h.stop, h.bad(h.free), h.free, h.close]
    )
    yield test(
        "freed before the drain and never stopped",
        lambda h: [h.create, h.arm, h.disarm, h.bad(h.free), h.bad(h.close)],
    )
    yield test("freed while never armed", lambda h: [h.create, h.free, h.close])
    yield test(
        "the return ends a local context",
        lambda h: [h.create, h.arm, when(FLAG, h.bad(Jump("return"))), *h.stop, h.close],
        context="local",
    )
    yield test(
        "the closing brace ends a local context",
        lambda h: [h.create, h.arm, *h.stop, when(FLAG, h.close, Jump("return")), h.bad(h.null, "end")],
        context="local",
    )
    yield test(
        "one null test for all",
        lambda h: [when(OPAQUE, h.create, h.arm), when(h.given, *h.stop), when(h.given, h.close), h.free],
    )
    yield test(
        "a null handle is silent", lambda h: [h.create, h.arm, when(h.given, *h.stop, h.close), h.free]
    )
    yield test("the same flag twice", lambda h: [h.create, h.arm, when(FLAG, *h.stop), when(FLAG, h.close)])
    yield test(
        "the other flag value",
        lambda h: [h.create, h.arm, when(FLAG, *h.stop), when(Cond("not", (FLAG,)), h.bad(h.close))],
    )
    yield test(
        "opaque calls are independent",
        lambda h: [h.create, h.arm, when(OPAQUE, *h.stop), when(OPAQUE, h.bad(h.close))],
    )
    yield test(
        "numbers exclude each other",
        lambda h: [
            h.create,
            h.arm,
            when(NUMBER[0], *h.stop),
            when(NUMBER[0], h.close),
            when(NUMBER[1], h.arm),
        ],
    )
    yield test(
        "numbers that overlap",
        lambda h: [
            h.create,
            h.arm,
            when(NUMBER[1], *h.stop),
            when(Cond("cmp", ("n", "<", 3)), h.bad(h.close)),
        ],
    )
    yield test(
        "a flag set where it was stopped",
        lambda h: [
            h.create,
            h.arm,
            when(OPAQUE, *h.stop, SetInt("stopped", 1)),
            when(Cond("not", (stopped,)), *h.stop),
            h.close,
        ],
    )
    yield test("both arms", lambda h: [h.create, h.arm, when(OPAQUE, *h.stop, other=h.stop), h.close])
    yield test(
        "a loop may not run",
        lambda h: [h.create, h.arm, Loop("while", OPAQUE, Block(h.stop)), h.bad(h.close)],
    )
    yield test("a do loop runs", lambda h: [h.create, h.arm, Loop("do", OPAQUE, Block(h.stop)), h.close])
    yield test(
        "two turns of drain and disarm",
        lambda h: [h.create, h.arm, Loop("count", OPAQUE, Block([h.drain, h.disarm]), 2), h.close],
    )
    yield test(
        "one turn of drain and disarm",
        lambda h: [h.create, h.arm, Loop("count", OPAQUE, Block([h.drain, h.disarm]), 1), h.bad(h.close)],
    )
    yield test(
        "armed again in the next turn",
        lambda h: [
            h.create,
            h.arm,
            *h.stop,
            Loop("while", OPAQUE, Block([when(OPAQUE, h.arm)])),
            h.bad(h.close),
        ],
    )
    yield test(
        "a switch without default",
        lambda h: [
            h.create,
            h.arm,
            Switch(None, [Case(0, Block(h.stop)), Case(1, Block(h.stop))]),
            h.bad(h.close),
        ],
    )
    yield test(
        "a switch with default",
        lambda h: [
            h.create,
            h.arm,
            Switch(None, [Case(0, Block([h.disarm]), True), Case(None, Block([h.drain]))]),
            h.bad(h.close),
        ],
    )
    yield test(
        "do while (0) left early",
        lambda h: [
            h.create,
            h.arm,
            Loop("do", Cond("const", (0,)), Block([when(OPAQUE, Jump("break")), *h.stop])),
            h.bad(h.close),
        ],
    )
    yield test(
        "goto over the stop",
        lambda h: [h.create, h.arm, when(OPAQUE, Jump("goto", "out")), *h.stop, Label("out"), h.bad(h.close)],
    )
    yield test("a handle that escaped", lambda h: [h.create, h.arm, h.escape, h.close, h.free])
    yield test(
        "a new value over a live one",
        lambda h: [h.create, h.arm, h.create, h.arm, *h.stop, h.close, h.bad(h.free)],
    )


def together():
    """Level 2: (name, Hand, program)."""

    def test(name, make, **hand):
        h = Hand(**hand)
        return name, h, make(h)

    def two(h, helper, body, role="helper", kind=""):
        program = h.program(body)
        handle = [Decl("t", kind or h.kind)]
        program.functions.insert(0, Function("help_0", handle + [Decl("flag1", "flag")], Block(helper), role))
        return program

    def help_with(h, flag="flag1"):
        return Call("help_0", (h.handle, flag))

    def ticking(h, body, decls=()):
        create = h.create
        create.callback = "tick_0"
        program = h.program([create, h.arm, *h.stop, h.close, h.free])
        program.functions.insert(0, Function("tick_0", [], Block(body, list(decls)), "callback", kind=h.kind))
        return program

    def own(h, what):
        return Op(what, Place("self"), h.kind)

    leave, negated = Op("disassociate", Place("instance")), Cond("not", (FLAG,))
    yield test("a helper stops", lambda h: two(h, h.stop, [h.create, h.arm, help_with(h), h.close, h.free]))
    yield test(
        "a helper that closes what was stopped",
        lambda h: two(h, [h.close], [h.create, h.arm, *h.stop, help_with(h)]),
    )
    yield test(
        "a helper that may return early",
        lambda h: two(
            h, [when(OPAQUE, Jump("return")), *h.stop], [h.create, h.arm, help_with(h), h.bad(h.close)]
        ),
    )
    yield test(
        "a helper asked not to stop",
        lambda h: two(h, [when(FLAG, *h.stop)], [h.create, h.arm, help_with(h, 0), h.bad(h.close)]),
    )
    yield test(
        "a helper asked to stop",
        lambda h: two(h, [when(FLAG, *h.stop)], [h.create, h.arm, help_with(h, 1), h.close]),
    )
    yield test(
        "the caller's flag goes along",
        lambda h: two(
            h,
            [when(FLAG, *h.stop)],
            [h.create, h.arm, help_with(h), when(FLAG, h.close), when(negated, h.bad(h.close))],
        ),
    )
    yield test(
        "the report stands in the helper",
        lambda h: two(h, [h.bad(h.close)], [h.create, h.arm, help_with(h), h.free]),
    )
    yield test(
        "a helper that others can call is a root",
        lambda h: two(h, [h.bad(h.close)], [h.create, help_with(h)], role="root"),
    )
    yield test("a helper nobody calls is a root", lambda h: two(h, [h.bad(h.close)], [h.create, h.close]))
    yield test(
        "a handle goes by value", lambda h: two(h, [h.null], [h.create, h.arm, help_with(h), h.bad(h.close)])
    )
    yield test(
        "work: the caller's free condemns the helper's close",
        lambda h: two(h, [h.bad(h.close)], [h.create, h.arm, help_with(h), h.free]),
        kind="work",
    )
    yield test(
        "waiting in the own callback",
        lambda h: ticking(h, [h.bad(own(h, "drain"), WAIT_IN_CALLBACK), own(h, "drain")]),
    )
    yield test(
        "waiting after leaving the object",
        lambda h: ticking(h, [leave, own(h, "disarm"), own(h, "drain"), own(h, "close")]),
    )
    yield test(
        "leaving on one path",
        lambda h: ticking(
            h, [when(OPAQUE, leave), own(h, "disarm"), h.bad(own(h, "drain"), WAIT_IN_CALLBACK)]
        ),
    )
    yield test("closing in the own callback", lambda h: ticking(h, [own(h, "close")]))

    def smart(h, deleter, body, context_first=True):
        program = h.program(body)
        program.lang, function = "cpp", program.functions[0]
        owner = Decl("owner", "owner", of="Deleter_0", kind=h.kind)
        keeper = Decl("ctx", "keeper")
        function.body.decls = [d for d in function.body.decls if d.name != "ctx"]
        function.body.decls += [keeper, owner] if context_first else [owner, keeper]
        program.classes.append(Class("Deleter_0", [], True))
        program.functions.insert(
            0, Function("delete_0", [Decl("t", h.kind)], Block(deleter), "deleter", member_of="Deleter_0")
        )
        return program

    def kept(h):
        op = h.create
        op.ctx = Place("ctx", access="get")
        return op

    given = lambda h: Op("reset", Place("owner"), h.kind, h.handle)
    back = lambda h: Op("release", h.handle, h.kind, Place("owner", access="get"))
    yield test("a deleter that stops", lambda h: smart(h, [*h.stop, h.close], [kept(h), h.arm, given(h)]))
    yield test("a deleter that only closes", lambda h: smart(h, [h.bad(h.close)], [kept(h), h.arm, given(h)]))
    yield test(
        "a deleter for what was stopped", lambda h: smart(h, [h.close], [kept(h), h.arm, given(h), *h.stop])
    )
    yield test(
        "a released handle",
        lambda h: smart(
            h, [*h.stop, h.close], [kept(h), h.arm, given(h), when(OPAQUE, back(h), h.bad(h.close))]
        ),
    )
    yield test(
        "reset stops before the context goes",
        lambda h: smart(
            h,
            [*h.stop, h.close],
            [kept(h), h.arm, given(h), Op("reset", Place("owner"), h.kind)],
            context_first=False,
        ),
    )
    yield test(
        "the context goes first",
        lambda h: smart(
            h, [*h.stop, h.close], [kept(h), h.arm, given(h), h.bad(Jump("return"))], context_first=False
        ),
    )
