"""Prints a program as C or C++, one operation a line, and numbers its nodes with their lines."""
from program import *
from spelling import Spelling, TYPE


class Printer(Spelling):
    def __init__(self, first_line=1):
        self.lines, self.first, self.cpp, self.result, self.holder = [], first_line, False, "", None

    def text(self):
        return "\n".join(self.lines) + "\n"

    def put(self, depth, text):
        """Writes one line; returns its number."""
        self.lines.append("  " * depth + text if text else "")
        return self.first + len(self.lines) - 1

    # programs and functions

    def print(self, program):
        self.cpp, self.program = program.lang == "cpp", program
        program.first = self.first + len(self.lines)
        if any(place.base == "box" for place, _ in program.entering):
            self.put(
                0,
                self.box()
                + " { PTP_TIMER timer, timers[4]; PTP_WAIT wait, waits[4]; PTP_WORK work, works[4]; PTP_IO io, ios[4];"
                + " PTP_CLEANUP_GROUP group; struct Ctx *ctx; };",
            )
        for decl in program.statics:
            self.put(0, f"static {TYPE[decl.what]} {decl.name}{f'[{decl.count}]' if decl.count else ''};")
        for class_ in program.classes:
            self.class_(class_)
        lambdas = (
            {op.callback for f in program.functions for op in operations(f.body) if op.style % 2}
            if self.cpp
            else set()
        )
        lambdas = {
            name
            for name in lambdas
            if name and program.function(name).stored is None and self.uses(name) == 1
        }
        self.lambdas = lambdas
        free = [f for f in program.functions if not f.member_of and f.name not in lambdas]
        if len(free) > 1:
            for function in free:
                self.put(0, self.head(function) + ";")
        for function in program.functions:
            if function.name not in lambdas:
                self.function(function)
        program.last = self.put(0, "")

    def uses(self, name):
        return sum(op.callback == name for f in self.program.functions for op in operations(f.body))

    def class_(self, class_):
        if class_.hidden:
            self.put(0, "namespace {")
        private_data = class_.hidden or class_.whole
        self.put(0, f"{'class' if private_data else 'struct'} {class_.name} {{")
        methods = [f for f in self.program.functions if f.member_of == class_.name]
        private = [f for f in methods if f.role == "helper" and not class_.hidden]
        fields = [self.field(d, private_data) for d in class_.fields]
        if private_data:
            self.put(0, "public:")
        else:
            self.put(1, "void other();")
        for method in methods:
            if method not in private:
                self.put(1, self.head(method, inside=True) + ";")
        if private_data and fields:
            self.put(0, "private:")
        for field in fields:
            self.put(1, field)
        if private:
            self.put(0, "private:")
        for method in private:
            self.put(1, self.head(method, inside=True) + ";")
        self.put(0, "};")
        if class_.hidden:
            self.put(0, "} // namespace")

    def field(self, decl, initialised):
        if decl.what == "flag":
            return f"int {decl.name}{' = 0' if initialised else ''};"
        none = " = nullptr" if initialised else ""
        return f"{TYPE.get(decl.what, 'Ctx *')} {decl.name}{none};".replace("* ", "*")

    def head(self, function, inside=False):
        params = ", ".join(self.parameter(p) for p in function.params)
        owner = f"{function.member_of}::" if function.member_of and not inside else ""
        if function.role == "constructor":
            return f"{owner}{function.member_of}({params})"
        if function.role == "destructor":
            return f"{owner}~{function.member_of}()"
        if function.role == "deleter" and function.member_of:
            return f"void {owner}operator()({params}) const"
        if function.role == "callback":
            storage = "" if function.member_of and not inside else "static "
            return f"{storage}void CALLBACK {owner}{function.name}({self.callback_params(function)})"
        if function.role == "deleter":
            return f"static void {function.name}({params})"
        storage = "static " if function.role == "helper" and not function.member_of else ""
        return f"{storage}{TYPE.get(function.result, function.result)} {owner}{function.name}({params or ('' if self.cpp else 'void')})"

    def function(self, function):
        self.open(function, 0, self.head(function) + " {")
        function.body.end = self.put(0, "}")

    def open(self, function, depth, head):
        self.result = " 0" if function.result == "int" else ""
        function.line = self.put(depth, head)
        self.decls(function.body, depth + 1)
        self.statements(function.body, depth + 1)

    # statements

    def decls(self, block, depth):
        for decl in block.decls:
            decl.line = self.put(depth, self.local(decl))

    def statements(self, block, depth):
        for node in block.body:
            getattr(self, "stmt_" + type(node).__name__)(node, depth)

    def braces(self, block, depth, head, tail=""):
        block.line = self.put(depth, head + "{")
        self.decls(block, depth + 1)
        self.statements(block, depth + 1)
        block.end = self.put(depth, "}" + tail)
        return block.line

    def stmt_Op(self, op, depth):
        if op.what == "create" and op.callback in self.lambdas:
            before = self.result
            function = self.program.function(op.callback)
            head, tail = self.op(op).split(op.callback)
            op.line = self.first + len(self.lines)
            self.open(function, depth, f"{head}[]({self.callback_params(function)}) {{")
            function.body.end = self.put(depth, "}" + tail + ";")
            self.result = before
            return
        op.line = self.put(depth, self.op(op) + ";")

    def stmt_Call(self, node, depth):
        node.line = self.put(depth, self.call(node) + ";")

    def stmt_SetInt(self, node, depth):
        node.line = self.put(depth, f"{node.name} = {'cond()' if node.value is None else node.value};")

    def stmt_Block(self, block, depth):
        self.braces(block, depth, "")

    def stmt_If(self, node, depth):
        node.line = self.braces(node.then, depth, f"if ({self.cond(node.cond)}) ")
        if node.other:
            self.braces(node.other, depth, "else ")

    def stmt_Loop(self, node, depth):
        if node.form == "do":
            node.line = self.braces(node.body, depth, "do ", f" while ({self.cond(node.cond)});")
            return
        node.line = self.braces(
            node.body,
            depth,
            {
                "while": lambda: f"while ({self.cond(node.cond)}) ",
                "for": lambda: f"for (; {self.cond(node.cond)};) ",
                "forever": lambda: "for (;;) ",
                "count": lambda: "for (int {0} = 0; {0} < {1}; ++{0}) ".format(node.counter or "i", node.count),
            }[node.form](),
        )

    def stmt_Switch(self, node, depth):
        node.line = self.put(depth, f"switch ({node.subject or 'pick()'}) {{")
        for number, case in enumerate(node.cases):
            label = "default" if case.value is None else f"case {case.value}"
            case.line = self.braces(case.body, depth, label + ": ")
            if not case.falls:
                self.put(depth + 1, "break;")
            elif number + 1 == len(node.cases):
                self.put(depth + 1, ";")
        self.put(depth, "}")

    def stmt_Choose(self, node, depth):
        if node.form == "?:":
            node.line = self.put(depth, f"({self.cond(node.cond)})")
            node.yes.line = self.put(depth + 2, f"? {self.void(node.yes)}")
            if node.no:
                node.no.line = self.put(depth + 2, f": {self.void(node.no)};")
            else:
                self.put(depth + 2, ": (void)0;")
            return
        node.line = self.put(depth, f"({self.cond(node.cond)}) {node.form}")
        node.yes.line = self.put(depth + 2, f"({self.op(node.yes)}, 1);")

    def stmt_Jump(self, node, depth):
        result = f" {node.value}" if node.value is not None else self.result
        text = {
            "return": "return" + result,
            "goto": "goto " + node.label,
            "fatal": "fatal()",
            "throw": "throw 1",
        }
        node.line = self.put(depth, text.get(node.form, node.form) + ";")

    def stmt_Label(self, node, depth):
        node.line = self.put(max(depth - 1, 0), f"{node.name}:;")
