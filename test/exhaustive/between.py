"""What the methods of a class leave behind for each other, where all of them are in the file.

Rulings: the state of a member at the entry of a destructor or method is the join of what they leave at their exits.
"""
from compiler import Murky
from entry import at_entry
from program import *
from world import NULL, UNSET, World

MOST_STATES = 8  # more than the engine follows are as any handle that enters: not made up


def left_by_methods(program, class_, explore):
    """Every state that a constructor and then any methods leave; `explore` runs one function from one state."""
    methods = [f for f in program.functions if f.member_of == class_.name]
    states = {}

    def note(worlds):
        for world in worlds:
            state = only_members(world, class_)
            states.setdefault(state.key(), state)
        if len(states) > MOST_STATES:
            raise Murky("a class with too many states")

    for constructor in (f for f in methods if f.role == "constructor"):
        note(explore(constructor, at_entry(program, constructor)))
    if not states:
        raise Murky("a class that is never made")
    done = set()
    while len(done) < len(states):
        key = next(k for k in states if k not in done)
        done.add(key)
        for method in (f for f in methods if f.role == "root"):
            worlds = explore(method, at_entry(program, method, states[key]))
            note(world for world in worlds if not world.crashed)  # that is left behind by nobody
    return list(states.values())


def only_members(world, class_):
    """The part of a state that a later method finds: the members, and what they hold."""
    left = World()
    this = world.cells[("v", 0, "this")]
    known = {this: left.fresh("ref"), NULL: NULL, UNSET: UNSET, None: None}
    left.bind("this", known[this])
    for field in class_.fields:
        value = world.cells[("f", this[1], field.name)]
        if isinstance(value, tuple) and value not in known:
            known[value] = left.fresh(value[0])
        left.write(Place("this", field.name), known.get(value, value))
    for value in list(known):
        ctx = value in world.objs and world.objs[value].ctx
        if ctx and ctx not in known:  # nothing names it any more
            known[ctx] = left.fresh("ref")
    for value, new in known.items():
        if value in world.dead:
            left.dead |= {new}
        if value in world.syms:
            left.syms[new] = world.syms[value]
        if value in world.objs:
            obj = world.objs[value]
            left.objs[new] = obj._replace(ctx=known[obj.ctx], group=None)
    return left
