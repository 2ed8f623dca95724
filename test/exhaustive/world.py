"""One state that a program can be in: what is kept where, the phase of each object, what tests have shown so far."""
from collections import namedtuple

import rules
from compiler import Murky
from program import *

# `null`: None while not known. `period`: of the last arm, "?" where ticks of different arms may mix, None before any call.
# `pending`: the line of a Close that the death of `ctx` would make a finding. `own`: this frame is inside its callback.
# `site`: the line where it was created.
# `group`: its cleanup group, UNSET where it enters. `starts`, `base`: of an I/O object, see rules.after_start.
Obj = namedtuple("Obj", "kind phase ctx null period pending own group starts base site")
NULL, UNSET = ("null",), ("unset",)
RELATIONS = {
    "==": int.__eq__,
    "!=": int.__ne__,
    "<": int.__lt__,
    ">": int.__gt__,
    "<=": int.__le__,
    ">=": int.__ge__,
}


class World:
    """Values: an int, NULL, UNSET, ("obj", n), ("ref", n) a pointer to a context or struct, ("sym", n) an unknown int,
    ("group", n) made here, ("entered group", n), ("slot", cell) the address of a cell.

    Cells: ("v", depth of the call, name), ("f", n of the ref, field); a global's depth is -1. An element of an array is
    a cell of its own, with the number in its name.
    """

    def __init__(self):
        self.cells, self.objs, self.syms, self.dead, self.serial = {}, {}, {}, frozenset(), 0
        self.returns = ()  # where each call goes back to
        self.result = None
        self.overwrites = self.disassociated = self.ended = False
        self.crashed = False  # a call was given a null handle
        self.one_shots = False  # some function arms a timer for a single tick

    def copy(self):
        other = World.__new__(World)
        other.__dict__.update(self.__dict__)
        other.cells, other.objs, other.syms = dict(self.cells), dict(self.objs), dict(self.syms)
        return other

    def fresh(self, sort):
        self.serial += 1
        return (sort, self.serial)

    # places

    def concrete(self, place):
        """The place with the number of its element in its name."""
        if place.index is None:
            return place
        element = f"[{self.read(Place(place.index))}]"
        if place.field is None:
            return Place(place.base + element)
        return Place(place.base, place.field + element, place.access)

    def cell(self, place):
        place = self.concrete(place)
        key = ("v", len(self.returns), place.base)
        if place.field is None:
            return key if key in self.cells else ("v", -1, place.base)
        base = self.cells[key]
        if base in self.dead:
            raise Murky(f"{place} is used after {place.base} was freed")
        if place.field == "*":
            return base[1]
        return ("f", base[1], place.field)

    def read(self, place):
        value = self.cells[self.cell(place)]
        if value == UNSET:
            raise Murky(f"{place} is used uninitialised")
        return value

    def write(self, place, value):
        self.cells[self.cell(place)] = value

    def bind(self, name, value):
        """A variable of the running function."""
        self.cells[("v", len(self.returns), name)] = value

    def entered(self, what, numbers=None):
        """A value that comes from outside the function."""
        if what in KINDS:
            return self.make(what, "E", group=UNSET)
        if what == "group":
            return self.fresh("entered group")
        if what not in ("flag", "number"):
            return self.fresh("ref")
        value = self.fresh("sym")
        self.syms[value] = numbers if what == "number" else frozenset((0, 1))
        return value

    def declare(self, decl, fields):
        if decl.what in KINDS and decl.count:
            for number in range(decl.count):
                self.bind(f"{decl.name}[{number}]", NULL if decl.null else UNSET)
        elif decl.what in KINDS or decl.what in ("group", "environ"):
            self.bind(decl.name, NULL if decl.null else UNSET)
        elif decl.what == "zero":
            self.bind(decl.name, 0)
        elif decl.what == "owner":
            self.bind(decl.name, NULL)
        elif decl.what in ("cast", "host"):
            self.bind(decl.name, self.read(Place("context")))
        else:
            self.bind(decl.name, self.fresh("ref"))
            for field_, sort in fields:
                self.write(Place(decl.name, field_), 0 if sort == "flag" else NULL)

    def make(self, kind, phase, ctx=None, own=False, group=None, site=None):
        value = self.fresh("obj")
        self.objs[value] = Obj(kind, phase, ctx, False if own else None, None, None, own, group, 0, "", site)
        return value

    # calls

    def enter_call(self, function, args, on, back):
        values = [self.argument(arg) for arg in args]
        this = on and self.cells.get(("v", len(self.returns), on.base))
        self.returns += (back,)
        if function.member_of and this:
            self.bind("this", this)
        for decl, value in zip(function.params, values):
            self.bind(decl.name, value)

    def argument(self, arg):
        if isinstance(arg, AddressOf):
            return ("slot", self.cell(arg.place))
        return arg if isinstance(arg, int) else self.read(arg if isinstance(arg, Place) else Place(arg))

    def leave_call(self):
        depth, back = len(self.returns), self.returns[-1]
        self.cells = {key: value for key, value in self.cells.items() if key[0] != "v" or key[1] != depth}
        self.returns = self.returns[:-1]
        return back

    # operations: each returns its findings as (line, check)

    def apply(self, op):
        return getattr(self, "do_" + op.what, self.do_call)(op) or []

    def object_at(self, place):
        value = self.read(place)
        self.crashed |= value == NULL or bool(self.objs[value].null)
        return (None, None) if value == NULL else (value, self.objs[value])

    def do_create(self, op):
        ctx = self.read(op.ctx) if op.ctx else None
        ctx = None if ctx == NULL else ctx
        if ctx in self.dead:
            raise Murky("created with a context that is dead")
        group = self.read(op.environ) if op.environ else None
        self.overwriting(op.place)
        self.write(op.place, self.make(op.kind, "F", ctx, group=None if group == NULL else group, site=op.line))

    def overwriting(self, place):
        """Notes whether a new handle replaces one of an object that is still open."""
        value = self.cells.get(self.cell(place))
        if value not in self.objs:
            return
        old, kept = self.objs[value], set(self.cells.values())
        self.overwrites |= old.phase in "ADQ"
        if old.site and any(
            obj.site == old.site and obj.phase != old.phase and obj.phase in "ADQ" and obj.ctx not in self.dead
            for lost, obj in self.objs.items()
            if lost not in kept
        ):
            raise Murky("two lost objects from one Create: values are named by where they are made")

    def do_call(self, op):
        value, obj = self.object_at(op.place)
        if not obj:
            return
        period = "?" if obj.phase == "E" else obj.period
        if op.what == "arm":
            if obj.own:
                raise Murky("a callback arms its own object")
            period = (1000 if op.style % 2 else 0) if obj.phase in "FQ" else "?"
        starts, base = 0, ""
        if op.what == "arm" and obj.kind == "io":
            starts, base = rules.after_start(obj.phase, obj.starts, obj.base)
        self.objs[value] = obj._replace(
            phase=rules.after_call(op.what, obj.kind, obj.phase), period=period, starts=starts, base=base
        )

    def do_cancel(self, op):
        """As many cancels as starts: nothing is under way (H26)."""
        value, obj = self.object_at(op.place)
        if not obj or obj.phase not in rules.OPEN:
            return
        if not 0 < obj.starts < rules.MANY_STARTS:
            raise Murky("a cancel without its start, or too many starts to count")
        left = obj.starts - 1
        self.objs[value] = obj._replace(starts=left, phase=obj.phase if left else obj.base)

    def do_drain(self, op):
        value, obj = self.object_at(op.place)
        if obj and obj.own and obj.phase not in rules.OPEN:
            raise Murky("a callback waits for its object after it closed it")
        if obj and obj.own and not self.disassociated:
            self.ended = True  # H10: it never returns
            return [(op.line, rules.WAIT_IN_CALLBACK)]
        return self.do_call(op)

    def do_newgroup(self, op):
        self.write(op.place, self.fresh("group"))

    def do_initenv(self, op):
        self.write(op.place, NULL)

    def do_setgroup(self, op):
        self.read(op.place)  # initialised before
        self.write(op.place, self.read(op.ctx))

    def do_closegroup(self, op):
        """The members were closed before; that they were not is for another check (H21)."""

    def do_members(self, op):
        """Closes and drains every member (G05a); inside a member's callback it never returns, come what may (H22)."""
        group = self.read(op.place)
        if group == NULL:
            return
        if any(obj.own and obj.group == group for obj in self.objs.values()):
            self.ended = True
            return [(op.line, rules.WAIT_IN_CALLBACK)]
        for value, obj in list(self.objs.items()):
            if obj.own or obj.phase not in rules.OPEN or obj.group is None:
                continue
            if obj.group == group:
                self.objs[value] = obj._replace(phase="X")
            elif obj.group == UNSET or "entered group" in (obj.group[0], group[0]):
                raise Murky("an object that may be in the group")

    def do_disassociate(self, op):
        self.disassociated = True

    def do_close(self, op):
        value, obj = self.object_at(op.place)
        if not obj:
            return
        if obj.own and self.disassociated and obj.phase != "Q":
            raise Murky("a callback that left its object closes it undrained")
        if obj.own:
            self.objs[value] = obj._replace(phase="X")
            return
        phase, finding, pending = rules.close(obj.kind, obj.phase, obj.ctx is not None, obj.ctx in self.dead)
        self.objs[value] = obj._replace(phase=phase, pending=op.line if pending else obj.pending)
        return [(op.line, rules.UNSAFE_CLOSE)] if finding else []

    def do_free(self, op):
        value = self.read(op.place)
        return [] if value == NULL else self.kill(value, op.line)

    def kill(self, ref, line):
        """The context `ref` dies at `line`."""
        findings = []
        if ref in self.dead:
            return findings
        for value, obj in self.objs.items():
            if obj.ctx != ref:
                continue
            if obj.phase == "E" and (obj.period or value in self.cells.values()):
                raise Murky("a struct is freed whose handle was neither armed nor stopped here")
            if obj.own and obj.phase in rules.OPEN:
                raise Murky("a callback frees its own context")
            if obj.pending:
                findings.append((obj.pending, rules.UNSAFE_CLOSE))
                self.objs[value] = obj._replace(pending=None)
            elif rules.death_is_early(obj.phase):
                findings.append((line, rules.FREED_EARLY))
        self.dead |= {ref}
        return findings

    def do_alloc(self, op):
        self.write(op.place, self.fresh("ref"))

    def do_null(self, op):
        self.write(op.place, NULL)

    def do_copy(self, op):
        value = self.read(op.ctx)
        if op.place.access == "get":
            self.bind(op.place.base, value)
        else:
            self.write(op.place, value)

    def do_take(self, op):
        self.write(op.place, self.read(op.ctx))
        self.write(op.ctx, NULL)

    do_release = do_take

    def do_escape(self, op):
        self.silence(self.read(op.place))

    def do_lend(self, op):
        """The struct goes to code that cannot be seen, which may put anything into it."""
        struct = self.read(op.place)
        for key, value in list(self.cells.items()):
            if key[0] == "f" and key[1] == struct[1] and value in self.objs:
                self.silence(value)
                self.cells[key] = self.make(self.objs[value].kind, "T")

    def silence(self, value):
        if value in self.objs:
            obj = self.objs[value]
            if obj.pending or obj.own:
                raise Murky("escapes after it was closed, or in its own callback")
            self.objs[value] = obj._replace(phase="T" if obj.phase in rules.OPEN else obj.phase)

    # tests: the worlds in which a condition is true and in which it is false

    def split(self, cond):
        return getattr(self, "split_" + cond.op)(*cond.args)

    def split_opaque(self):
        return self.copy(), self.copy()

    def split_truth(self, name):
        return self.split_cmp(name, "!=", 0)

    def split_cmp(self, name, relation, number):
        holds, value = RELATIONS[relation], self.read(name if isinstance(name, Place) else Place(name))
        if isinstance(value, int):
            return (self, None) if holds(value, number) else (None, self)
        yes = frozenset(n for n in self.syms[value] if holds(n, number))
        return self.narrowed(value, yes), self.narrowed(value, self.syms[value] - yes)

    def narrowed(self, value, numbers):
        if not numbers:
            return None
        world = self.copy()
        world.syms[value] = numbers
        return world

    def split_null(self, place):
        value = self.read(place)
        obj = self.objs.get(value)
        if not obj:
            return self, None
        if obj.null is not None:
            return (self, None) if obj.null else (None, self)
        if obj.site and any(later.site == obj.site and name > value for name, later in self.objs.items()):
            raise Murky("null is asked of the older of two objects from one Create")
        yes, no = self.copy(), self.copy()
        yes.objs[value] = obj._replace(null=True, phase="N", pending=None)
        no.objs[value] = obj._replace(null=False)
        return yes, no

    def split_ex(self, place, kind):
        value, obj = self.object_at(place)
        if not obj or obj.phase not in rules.OPEN:
            return self.copy(), self.copy()
        if obj.phase == "D" or obj.phase == "A" and obj.period == "?" or obj.own:
            raise Murky("arms mix before SetThreadpoolTimerEx is tested, or it was disarmed before")
        if obj.phase == "E" and kind == "timer" and self.one_shots:
            raise Murky("every arm of the timer that enters may be for a single tick")
        yes, no = self.copy(), self.copy()
        yes.objs[value] = obj._replace(phase=rules.after_ex(kind, obj.phase, obj.period, True))
        no.objs[value] = obj._replace(phase=rules.after_ex(kind, obj.phase, obj.period, False))
        return yes, no

    # identity

    def key(self):
        """Equal for worlds that differ only in names nobody can tell apart, or in what no longer matters."""
        names = {}

        def name(value):
            if isinstance(value, int) or value in (NULL, UNSET, None):
                return value
            if value[0] == "slot":
                base = value[1][1]
                return ("slot", value[1][0], name(("ref", base)) if value[1][0] == "f" else base, value[1][2])
            if value not in names:
                names[value] = (value[0], len(names))
            return names[value]

        variables = [(key, name(value)) for key, value in sorted(self.cells.items()) if key[0] == "v"]
        refs = {value[1]: number for value, number in list(names.items()) if value[0] == "ref"}
        fields = sorted((refs[key[1]], key[2], key) for key in self.cells if key[0] == "f" and key[1] in refs)
        variables += [(ref, field_, name(self.cells[key])) for ref, field_, key in fields]
        flow = (self.returns, self.disassociated, self.crashed, name(self.result))
        seen = [
            (number, self.summary(self.objs[value], name))
            for value, number in list(names.items())
            if value[0] == "obj"
        ]
        leaked = {
            self.summary(obj, name) + (obj.site,)
            for value, obj in self.objs.items()
            if value not in names and self.matters(obj)
        }
        known = [(number, self.syms[value]) for value, number in names.items() if value[0] == "sym"]
        dead = [number for value, number in names.items() if value in self.dead]
        return flow, tuple(variables), tuple(seen), frozenset(leaked), tuple(known), tuple(dead)

    def matters(self, obj):
        return obj.ctx is not None and obj.ctx not in self.dead and (obj.pending or obj.phase in "EADQ")

    def summary(self, obj, name):
        if obj.phase not in rules.OPEN and not obj.pending:
            return (obj.null, "silent")
        more = (name(obj.group), obj.starts, obj.base)
        return (obj.kind, obj.phase, name(obj.ctx), obj.null, obj.period, obj.pending, obj.own, *more)
