"""Every program that is one step simpler than a given one."""
import copy

from program import *


def smaller(program):
    for number, function in enumerate(program.functions):
        if len(program.functions) > 1:
            yield tidy(without(copy.deepcopy(program), number))
        for body in smaller_block(function.body):
            other = copy.deepcopy(program)
            other.functions[number].body = body
            yield tidy(other)


def without(program, number):
    """The program with one function and all calls of it gone."""
    name = program.functions.pop(number).name
    for function in program.functions:
        blocks = [function.body] + [
            inner for node in statements(function.body) for inner in child_blocks(node)
        ]
        for block in blocks:
            block.body = [
                node for node in block.body if not (isinstance(node, Call) and node.function == name)
            ]
    return program


def smaller_block(block):
    for index, node in enumerate(block.body):
        for size in (8, 4, 2):
            if len(block.body) - index >= size:
                yield replaced(block, index, [], size)
        yield replaced(block, index, [])
        for inner in child_blocks(node):
            if not (isinstance(node, Block) and node.decls):
                yield replaced(block, index, inner.body)
        for other in simpler(node):
            yield replaced(block, index, [other])


def replaced(block, index, nodes, size=1):
    other = copy.deepcopy(block)
    other.body[index : index + size] = copy.deepcopy(nodes)
    return other


def simpler(node):
    """The same statement with a smaller part."""
    if isinstance(node, Choose):
        yield node.yes
        if node.no:
            yield node.no
    if isinstance(node, If) and node.other:
        yield If(node.cond, node.then)
    if isinstance(node, Switch) and len(node.cases) > 1:
        for index in range(len(node.cases)):
            yield Switch(node.subject, node.cases[:index] + node.cases[index + 1 :])
    if isinstance(node, (If, Loop, Choose)):
        for cond in simpler_conditions(node.cond):
            other = copy.copy(node)
            other.cond = cond
            yield other
    for name, inner in (
        ("then", getattr(node, "then", None)),
        ("other", getattr(node, "other", None)),
        ("body", getattr(node, "body", None)),
    ):
        if isinstance(inner, Block):
            for block in smaller_block(inner):
                other = copy.copy(node)
                setattr(other, name, block)
                yield other
    if isinstance(node, Block):
        yield from smaller_block(node)
    if isinstance(node, Switch):
        for index, case in enumerate(node.cases):
            for block in smaller_block(case.body):
                cases = list(node.cases)
                cases[index] = Case(case.value, block, case.falls)
                yield Switch(node.subject, cases)


def simpler_conditions(cond):
    if cond.op in ("and", "or"):
        yield from cond.args
    elif cond.op == "not":
        yield cond.args[0]
    if cond.op not in ("opaque", "const"):
        yield Cond("opaque")


def tidy(program):
    """Without the variables that nobody names any more."""
    called = {
        node.function
        for function in program.functions
        for node in statements(function.body)
        if isinstance(node, Call)
    }
    for function in program.functions:
        used = repr(function.body)
        function.body.decls = [
            d for d in function.body.decls if used.count(repr(d.name)) > 1 or d.what == "object"
        ]
        if function.role in ("root", "helper") and function.name not in called:
            function.params = [p for p in function.params if repr(p.name) in used]
    return program
