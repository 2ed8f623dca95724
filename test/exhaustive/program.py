"""The tiny language that the generated programs are written in.

Plain data: what a program *is*. How it looks is printer.py's business, what it does is paths.py's, how one is made up
is generate.py's. A node that is printed on a line of its own learns its number in `line` (`end` for a closing brace).
Every name at file level ends in `_` and the number of its program, so that programs can share a file.
"""
import dataclasses
from dataclasses import dataclass
from typing import Optional

COUNTER = "k"  # of a loop over an array: its body knows the number of the turn by it
KINDS = ("timer", "wait", "work", "io")
GATED_BY_PROTOCOL = (
    "timer",
    "wait",
)  # Policy 1; the others are held to the lifetime of their context (Policy 2)


@dataclass(frozen=True)
class Place:
    """Where a value is kept: a variable `base`, or the field `base->field` of what it points to (`this` is implicit),
    or the element `[index]` of either, where `index` is the counter of a loop. The field "*" is what `base` points at.

    `access` is how it is written where that is not `->`: "." for a struct that is a variable itself, "&" for the
    address of one, "get" for a smart pointer, whose value is the pointer it owns.
    """

    base: str
    field: Optional[str] = None
    access: str = dataclasses.field(default="", compare=False)
    index: Optional[str] = None

    def __str__(self):
        element = f"[{self.index}]" if self.index else ""
        if self.access == "get":
            return f"{self.base}.get()"
        if self.field is None:
            return ("&" if self.access == "&" else "") + self.base + element
        if self.field == "*":
            return "*" + self.base
        return (self.field if self.base == "this" else f"{self.base}{self.access or '->'}{self.field}") + element

    def covers(self, other):
        """Whether this is `other`, or any element of the array that `other` is one of."""
        if self.index is None:
            return self == other
        if self.field is None:
            return other.base.startswith(self.base + "[")
        return self.base == other.base and (other.field or "").startswith(self.field + "[")


@dataclass(frozen=True)
class AddressOf:
    """An argument: where a handle is kept, for a function to put one there."""

    place: Place

    def __str__(self):
        return f"&{self.place}"


@dataclass
class Decl:
    """A variable. `what`: a kind of object, or
    flag number        an int, entering as 0/1 or as anything
    zero               an int that starts as 0
    ctx heap local     a context: a pointer that enters, one to a fresh allocation, the struct itself
    box boxed cast     a struct that holds handles and a context: a pointer that enters, the struct itself, a callback's context
    host               a callback's context: the object of the class `of` that made it
    instance context   of a callback
    out                where to put a handle of `kind`
    group environ      a cleanup group, a callback environment
    object             of the class `of`, constructed from `args`
    owner keeper       a smart pointer: of a handle of `kind`, of a new context. `form` says which: "" a std::unique_ptr,
                       with the deleter class `of`; "function" one with the function `of`; "shared" a std::shared_ptr
    """

    name: str
    what: str
    null: bool = False  # a local handle: starts as NULL instead of uninitialised
    of: str = ""
    kind: str = ""
    args: tuple = ()
    form: str = ""
    count: int = 0  # of the elements of an array of handles
    line: int = 0


@dataclass
class Cond:
    """`op`: opaque | const n | truth var | cmp var rel n | null place | ex place kind | not c | and c d | or c d.

    `ex` is SetThreadpoolTimerEx or SetThreadpoolWaitEx with a null time or handle. `style` picks among spellings.
    """

    op: str
    args: tuple = ()
    style: int = 0


@dataclass
class Op:
    """One thing done to a handle or a context, always on a line of its own.

    create place kind ctx   arm, disarm, drain, close, escape place kind   free place   alloc place
    cancel place kind       CancelThreadpoolIo
    newgroup place   initenv place   setgroup place ctx (an environment, a group)   members place (closes those of a group)
    delete place            an object of a class, its destructor run
    null place kind         copy place kind ctx (place = ctx)              take place kind ctx (place = ctx, ctx = NULL)
    lend place              hands the struct that holds the handle (`place`) to code that cannot be seen
    disassociate place      the callback's instance
    reset place ctx         of a smart pointer, with a new value if `ctx` says where that is
    release place ctx       of a smart pointer, into `place`
    """

    what: str
    place: Place
    kind: str = ""
    ctx: Optional[Place] = None
    by_address: bool = False  # create: the context is &ctx
    style: int = 0
    callback: str = ""  # create: a callback whose body can be seen; reset of a std::shared_ptr: its deleter
    environ: Optional[Place] = None  # create: the callback environment
    line: int = 0


@dataclass
class Call:
    """Calls a function of the program. An argument is a Place, an AddressOf, an int, or the name of an int variable."""

    function: str
    args: tuple = ()
    on: Optional[Place] = None  # the object of a method, unless `this`
    into: Optional[Place] = None  # takes the result
    line: int = 0


@dataclass
class SetInt:
    name: object  # a variable, or the Place of a member
    value: Optional[int]  # None: the result of an opaque call
    line: int = 0


@dataclass
class Block:
    """Braces, with the variables declared at their start."""

    body: list
    decls: list = dataclasses.field(default_factory=list)
    line: int = 0
    end: int = 0


@dataclass
class If:
    cond: Cond
    then: Block
    other: Optional[Block] = None
    line: int = 0


@dataclass
class Loop:
    """form: while | do | for (`for (;; )` with a condition) | forever | count (exactly `count` turns)."""

    form: str
    cond: Cond
    body: Block
    count: int = 0
    counter: str = ""  # count: COUNTER where the body works on the element of that number
    line: int = 0


@dataclass
class Case:
    value: Optional[int]  # None: default
    body: Block
    falls: bool = False
    line: int = 0


@dataclass
class Switch:
    subject: Optional[str]  # None: an opaque call
    cases: list
    line: int = 0


@dataclass
class Choose:
    """A condition used as a statement: form `?:` | `&&` | `||`."""

    form: str
    cond: Cond
    yes: Op
    no: Optional[Op] = None
    line: int = 0


@dataclass
class Jump:
    """form: return | break | continue | goto | fatal (a call that does not return) | throw."""

    form: str
    label: str = ""
    value: object = None  # return: the Place of the handle, or the number, that is handed back
    line: int = 0


@dataclass
class Label:
    name: str
    line: int = 0


@dataclass
class Function:
    """role: root (entered from outside) | helper (entered from inside only) | callback | constructor | destructor | deleter."""

    name: str
    params: list
    body: Block
    role: str = "root"
    result: str = "void"  # or int, or a kind
    member_of: str = ""
    kind: str = ""  # callback: of what
    stored: Optional[
        Place
    ] = None  # callback: where the handle it belongs to is kept, as the callback writes it
    group: Optional[Place] = None  # callback: where the cleanup group of its object is kept
    line: int = 0


@dataclass
class Class:
    name: str
    fields: list  # Decl
    hidden: bool = False  # in an anonymous namespace, its data private
    whole: bool = False  # its data private and every method in the file: they know what they leave for each other


@dataclass
class Program:
    """What is judged as one."""

    lang: str  # c | cpp
    functions: list
    entering: list = dataclasses.field(
        default_factory=list
    )  # (Place, what): what enters each root besides its parameters
    statics: list = dataclasses.field(default_factory=list)  # Decl of file-level handles
    classes: list = dataclasses.field(default_factory=list)
    number: int = 0
    holder: str = ""
    kinds: tuple = ()
    first: int = 0
    last: int = 0

    def function(self, name):
        return next(f for f in self.functions if f.name == name)

    def named(self, class_name):
        return next(c for c in self.classes if c.name == class_name)

    def fields_of(self, decl):
        """(name, what) of the parts that a variable starts with."""
        if decl.what == "object":
            return [(field.name, field.what) for field in self.named(decl.of).fields]
        if decl.what == "boxed":
            return [(place.field, what) for place, what in self.entering if place.base == "box"]
        return []

    def special(self, class_name, role):
        """The constructor, destructor or deleter of a class, if it has one."""
        return next((f for f in self.functions if f.member_of == class_name and f.role == role), None)

    def deleter(self, decl):
        """What a smart pointer to a handle runs."""
        return self.function(decl.of) if decl.form else self.special(decl.of, "deleter")


def child_blocks(node):
    """The blocks directly inside a statement."""
    if isinstance(node, Block):
        return [node]
    if isinstance(node, If):
        return [node.then] + ([node.other] if node.other else [])
    if isinstance(node, Loop):
        return [node.body]
    if isinstance(node, Switch):
        return [c.body for c in node.cases]
    return []


def statements(block):
    """Every statement under a block, outermost first."""
    for node in block.body:
        yield node
        for inner in child_blocks(node):
            yield from statements(inner)


def operations(block):
    """Every Op under a block, those in conditional statements included."""
    for node in statements(block):
        if isinstance(node, Op):
            yield node
        if isinstance(node, Choose):
            yield from (op for op in (node.yes, node.no) if op)
