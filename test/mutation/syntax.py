"""The statements of a C or C++ file that call the thread pool, with their exact places, as clang parsed them.

Knows clang's dump of the AST and nothing of mutants or checks. What a macro wrote has no place of its own and is left
out, and so is what stands in a header.
"""

import json
import subprocess
from dataclasses import dataclass, field

WRAPPERS = {"ImplicitCastExpr", "CStyleCastExpr", "CXXStaticCastExpr", "ExprWithCleanups", "ParenExpr", "ConstantExpr",
            "CXXFunctionalCastExpr", "MaterializeTemporaryExpr", "CXXBindTemporaryExpr"}
BODIES = {"IfStmt", "ForStmt", "WhileStmt", "DoStmt", "CXXForRangeStmt", "CaseStmt", "DefaultStmt", "LabelStmt"}


@dataclass
class Call:
    """A full statement that is one call, or one delete."""
    callee: str
    arguments: list  # of their texts
    begin: int
    end: int  # past the semicolon
    line: int
    block: int  # the statements of one block have the same one; 0 is a body without braces
    function: str  # where it stands
    text: str

    @property
    def handle(self):
        return "".join(self.arguments[0].split()) if self.arguments else ""


@dataclass
class Function:
    name: str
    parameters: list  # of (name, where its declaration ends)
    body: int  # where its first statement may stand
    end: int  # where its closing brace is
    line: int


@dataclass
class Creation:
    """A call that makes an object, and the callback that it names."""
    callee: str
    callback: str


@dataclass
class Syntax:
    text: str
    calls: list = field(default_factory=list)
    functions: dict = field(default_factory=dict)  # by name; a lambda's name tells its place
    creations: list = field(default_factory=list)


class Unreadable(Exception):
    """The file does not compile."""


def declarations(path, flags):
    """The top-level declarations that touch the file, each with the file in which clang's dump was before it. The dump
    of a system header is long, so it is read by lines: clang indents the members of the outermost list by four."""
    command = ["clang-22", "-fsyntax-only", "-w", "-Xclang", "-ast-dump=json", *flags, str(path)]
    main, current, chunk = json.dumps(str(path)).encode(), b"", None
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        for line in process.stdout:
            if chunk is None:
                if line == b"    {\n":
                    chunk, before, ours = [], current, current == main
            if b'"file": ' in line and chunk is not None:
                current = line.split(b'"file": ', 1)[1].strip().rstrip(b",")
                ours = ours or current == main
            if chunk is not None:
                chunk.append(line)
                if line.startswith(b"    }"):
                    if ours:
                        yield json.loads(b"".join(chunk).rstrip().rstrip(b",")), json.loads(before or b'""')
                    chunk = None
    if process.returncode:
        raise Unreadable


class Reader:
    def __init__(self, path, text):
        self.path, self.bytes = str(path), text.encode()
        self.syntax = Syntax(text)
        self.file, self.blocks, self.places = "", 0, {}

    def locate(self, node):
        """Follows the file that clang names only where it changes, in the order of the dump."""
        for key, value in node.items():
            if key == "file" and isinstance(value, str):
                self.file = value
            elif key == "inner":
                self.places[id(node)] = self.range(node)
                for child in value:
                    self.locate(child)
            elif key in ("loc", "range", "begin", "end", "spellingLoc", "expansionLoc"):
                self.locate(value)
                if key in ("begin", "end") and "offset" in value:
                    value["file"] = self.file
        if "inner" not in node and "range" in node:
            self.places[id(node)] = self.range(node)

    def range(self, node):
        """(begin, end, line) in this file; None for what a macro or a header wrote."""
        begin, end = node.get("range", {}).get("begin", {}), node.get("range", {}).get("end", {})
        if "offset" not in begin or begin.get("file") != self.path:
            return None
        if "offset" not in end:
            end = end.get("expansionLoc", {})  # `f(NULL)` ends in no macro, but `a = NULL` does
        if "offset" not in end:
            return None
        return begin["offset"], end["offset"] + end["tokLen"]

    def text(self, begin, end):
        return self.bytes[begin:end].decode(errors="replace")

    def line(self, offset):
        return self.bytes.count(b"\n", 0, offset) + 1

    def stripped(self, node):
        while node.get("kind") in WRAPPERS and len(node.get("inner", [])) == 1:
            node = node["inner"][0]
        return node

    def callee(self, call):
        target = self.stripped(call["inner"][0])
        return target.get("referencedDecl", {}).get("name") or target.get("name", "")

    def statement(self, node, block, function):
        place, node = self.places.get(id(node)), self.stripped(node)
        if not place:
            return
        begin, end = place
        semicolon = self.bytes.find(b";", end)
        if semicolon < 0 or self.bytes[end:semicolon].strip():
            return
        if node.get("kind") == "CXXDeleteExpr":
            name, arguments = "delete", node["inner"]
        elif node.get("kind") == "CallExpr" and node.get("inner"):
            name, arguments = self.callee(node), node["inner"][1:]
        else:
            return
        texts = []
        for argument in arguments:
            where = self.places.get(id(argument))
            texts.append(self.text(*where) if where else "")
        if "" in texts:  # a macro wrote an argument: take it from the text between the parentheses
            inside = self.text(begin, end)
            texts = [part.strip() for part in split(inside[inside.find("(") + 1:inside.rfind(")")])]
        self.syntax.calls.append(Call(name, texts, begin, semicolon + 1, self.line(begin), block, function,
                                      self.text(begin, semicolon + 1)))

    def callbacks(self, node):
        """The functions that an argument can be."""
        if node.get("kind") == "LambdaExpr":
            place = self.places.get(id(node))
            return [f"lambda at {place[0]}"] if place else []
        found = []
        if node.get("kind") in ("DeclRefExpr", "MemberExpr"):
            name = node.get("referencedDecl", {}).get("name") or node.get("name", "")
            found.append(name)
        for child in node.get("inner", []):
            found += self.callbacks(child)
        return found

    def define(self, node, name, function_node):
        body = next((c for c in function_node.get("inner", []) if c.get("kind") == "CompoundStmt"), None)
        place = self.places.get(id(body)) if body else None
        if not place:
            return
        parameters = [(c.get("name"), self.places.get(id(c), None)) for c in function_node.get("inner", [])
                      if c.get("kind") == "ParmVarDecl"]
        self.syntax.functions[name] = Function(name, [(n, p and p[1]) for n, p in parameters], place[0] + 1,
                                               place[1] - 1, self.line(place[0]))

    def walk(self, node, function):
        kind = node.get("kind", "")
        children = [c for c in node.get("inner", []) if c]
        if kind in ("FunctionDecl", "CXXMethodDecl", "CXXConstructorDecl", "CXXDestructorDecl"):
            if any(c.get("kind") == "CompoundStmt" for c in children):
                function = node.get("name", "")
                self.define(node, function, node)
        elif kind == "LambdaExpr":
            place = self.places.get(id(node))
            record = next((c for c in children if c.get("kind") == "CXXRecordDecl"), {})
            operator = next((c for c in record.get("inner", []) if c.get("name") == "operator()"), {})
            if place:
                function = f"lambda at {place[0]}"
                self.define(node, function, operator)
            children = [c for c in children if c.get("kind") == "CompoundStmt"]
        elif kind == "CallExpr" and children:
            name = self.callee(node)
            if name.startswith("Create") or name in ("RegisterWaitForSingleObject", "TrySubmitThreadpoolCallback"):
                for argument in children[1:]:
                    for callback in self.callbacks(argument):
                        self.syntax.creations.append(Creation(name, callback))
        elif kind == "FunctionTemplateDecl":
            children = children[:2]
        if kind == "CompoundStmt":
            self.blocks += 1
            block = self.blocks
            for child in children:
                self.statement(child, block, function)
        elif kind in BODIES:
            for child in children[1:] if kind != "DoStmt" else children[:1]:
                self.statement(child, 0, function)
        for child in children:
            self.walk(child, function)


def split(arguments):
    """The arguments in a text, by the commas outside of parentheses."""
    parts, depth = [""], 0
    for letter in arguments:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def read(path, flags):
    """The Syntax of a file; Unreadable where it does not compile."""
    reader = Reader(path, path.read_text())
    for node, file in declarations(path, flags):
        reader.file = file
        reader.locate(node)
        reader.walk(node, "")
    seen, calls = set(), []
    for call in reader.syntax.calls:  # a template and its instances are one text
        if (call.begin, call.end) not in seen:
            seen.add((call.begin, call.end))
            calls.append(call)
    reader.syntax.calls = calls
    return reader.syntax
