"""Which functions something outside can enter, and the state that each of them finds."""
from compiler import Murky
from program import *
from world import NULL, World


def may_be_taken_to_end(loop):
    """C11 6.8.5: a loop that only sets locals, with a condition that is no constant and calls nothing, is assumed to end."""

    def calls(cond):
        return cond.op in ("opaque", "ex") or any(calls(arg) for arg in cond.args if isinstance(arg, Cond))

    def acts(node):
        if isinstance(node, Op):
            return node.what not in ("null", "copy")  # of locals
        return isinstance(node, (Call, Choose)) or isinstance(node, SetInt) and node.value is None

    return (
        loop.form not in ("forever", "count")
        and loop.cond.op != "const"
        and not calls(loop.cond)
        and not any(acts(node) for node in statements(loop.body))
    )


def roots(program):
    """Functions that something outside can enter, and those that nobody calls (Policy 7 and Rulings)."""
    nodes = [node for f in program.functions for node in statements(f.body)]
    decls = [decl for f in program.functions for decl in f.body.decls]
    decls += [decl for node in nodes for block in child_blocks(node) for decl in block.decls]
    if any(isinstance(node, Loop) and may_be_taken_to_end(node) for node in nodes):
        raise Murky("a loop that is assumed to end")
    called = {node.function for node in nodes if isinstance(node, Call)}
    bound = {op.callback for f in program.functions for op in operations(f.body)}
    if bound - {f.name for f in program.functions} - {""}:
        raise Murky("a callback that does not exist")
    for function in program.functions:
        if function.role == "callback" and function.name not in bound:
            raise Murky("a callback of nothing")
        whole = function.member_of and program.named(function.member_of).whole
        if whole and function.role == "helper" and function.name not in called:
            raise Murky("a private method that nobody calls")
        made = any(decl.of == (function.member_of or function.name) and decl.what != "host" for decl in decls)
        deletes = any(
            op.what == "delete" and f.member_of == function.member_of
            for f in program.functions
            if f.role == "callback"
            for op in operations(f.body)
        )
        if function.role == "destructor" and deletes and not made:
            raise Murky("a destructor that only a callback calls is judged there")
        if whole and function.role in ("constructor", "destructor"):
            yield function
        elif function.role in ("constructor", "destructor", "deleter") and not any(
            decl.of == (function.member_of or function.name) for decl in decls
        ):
            raise Murky("a class without an object")
        if function.role in ("root", "callback") or (
            function.role == "helper" and function.name not in called
        ):
            if function.member_of and program.named(function.member_of).hidden:
                raise Murky("a hidden method that nobody calls")
            yield function


def entries(program, function, left):
    """The states that a function can be entered in. `left`: see between.py."""
    if function.member_of in left and function.role != "constructor" and function.role != "callback":
        return [at_entry(program, function, state) for state in left[function.member_of]]
    return [at_entry(program, function)]


def at_entry(program, function, state=None):
    world = state.copy() if state else World()
    world.one_shots = any(
        op.what == "arm" and op.kind == "timer" and op.style % 2 == 0 for f in program.functions for op in operations(f.body)
    )
    numbers = samples(program)
    if function.member_of and function.role != "callback" and not state:
        this = world.fresh("ref")
        world.bind("this", this)
        class_ = program.named(function.member_of)
        if class_.whole:  # as the initialisers of its fields say
            for field in class_.fields:
                world.write(Place("this", field.name), 0 if field.what == "flag" else NULL)
    for decl in function.params:
        if decl.what == "out":
            pointed = ("v", -1, "*" + decl.name)
            world.cells[pointed] = world.entered(decl.kind)
            world.bind(decl.name, ("slot", pointed))
        else:
            world.bind(decl.name, world.entered(decl.what, numbers))
    if function.role == "callback":
        for name in ("instance", "context"):
            world.bind(name, world.fresh("ref"))
        for name in ("box", "host"):
            world.bind(name, world.read(Place("context")))  # what its own declaration makes it
        if function.member_of:
            for field in program.named(function.member_of).fields:
                world.write(Place("host", field.name), world.entered(field.what))
            for field in program.named(function.member_of).fields:
                bind_member(program, world, field)
    for place, what in program.entering:
        if place.field is None:
            world.cells[("v", -1, place.base)] = world.entered(what)
        elif ("v", 0, place.base) in world.cells:
            value = world.entered(what)
            world.write(place, value)
            if what in KINDS and bound_to_its_struct(program, place):
                world.objs[value] = world.objs[value]._replace(ctx=world.read(Place(place.base)))
    if function.role == "callback":
        group = world.read(function.group) if function.group else None
        own = world.make(function.kind, "A", world.read(Place("context")), own=True, group=group)
        world.bind("self", own)
        if function.stored:
            world.write(function.stored, own)
    return world


def bind_member(program, world, field):
    """In a callback of a class, the context of an object of another member is what every Create of it says."""
    value = world.read(Place("host", field.name))
    if value not in world.objs:
        return
    contexts = {
        op.ctx
        for f in program.functions
        for op in operations(f.body)
        if op.what == "create" and op.place == Place("this", field.name)
    }
    if len(contexts) > 1:
        raise Murky("a member with several contexts")
    for ctx in contexts - {None}:
        bound = world.read(Place("host", ctx.field) if ctx.field else Place("host"))
        world.objs[value] = world.objs[value]._replace(ctx=bound)


def bound_to_its_struct(program, place):
    """Whether what the program puts into this field has the struct itself as its context: that binds it in sight."""
    struct = Place(place.base)
    contexts = {
        op.ctx
        for f in program.functions
        for op in operations(f.body)
        if op.what == "create" and op.place.covers(place)
    }
    for call in (
        node
        for f in program.functions
        for node in statements(f.body)
        if isinstance(node, Call)
        and (AddressOf(place) in node.args or node.into is not None and node.into.covers(place))
    ):
        contexts.add(struct if struct in call.args else None)
    if len(contexts) > 1 and struct in contexts:
        raise Murky("a field that is bound to its struct only sometimes")
    return contexts == {struct}


def samples(program):
    """Numbers enough to make every comparison with a constant come out both ways, in every combination."""
    found = {0, 1}

    def look(cond):
        if cond.op == "cmp":
            found.update((cond.args[2] - 1, cond.args[2], cond.args[2] + 1))
        for arg in cond.args:
            if isinstance(arg, Cond):
                look(arg)

    for node in (node for function in program.functions for node in statements(function.body)):
        if isinstance(node, (If, Loop, Choose)):
            look(node.cond)
        if isinstance(node, Switch):
            for case in node.cases:
                found.update((case.value or 0, (case.value or 0) - 1, (case.value or 0) + 1))
    return frozenset(found)
