"""The mistakes that are made on purpose in a good program, each at every place where it can be made.

Knows the calls of a file (syntax.py) and the names of Windows' functions; nothing of the checks. A mutant keeps every
line where it was, so that a finding can be told by its line.
"""

import re
from dataclasses import dataclass

# The mistake, and the checks of which one has to speak: docs/design/mutation.md says why.
OWNERS = {
    "drop the disarm": ["unsafe-close", "context-freed-early", "rearm-race", "member-order", "self-close-overlap"],
    "drop the drain": ["unsafe-close", "context-freed-early", "rearm-race", "member-order", "self-close-overlap",
                       "io-protocol", "legacy-delete", "cleanup-group", "detached-context", "disarm-argument",
                       "wait-handle"],
    "swap two steps": ["unsafe-close", "context-freed-early", "rearm-race", "member-order", "self-close-overlap",
                       "use-after-close", "io-protocol", "legacy-delete", "cleanup-group"],
    "free early": ["context-freed-early", "legacy-delete", "detached-context", "io-protocol"],
    "arm again": ["unsafe-close", "context-freed-early", "rearm-race", "member-order", "self-close-overlap",
                  "io-protocol"],
    "drain in the callback": ["wait-in-callback"],
    "take the lock": ["wait-under-lock"],
}

SET = re.compile(r"SetThreadpool(Timer|Wait)(Ex)?$")
DRAIN = re.compile(r"WaitForThreadpool(Timer|Wait|Work|Io)Callbacks$")
CLOSE = re.compile(r"CloseThreadpool(Timer|Wait|Work|Io)$")
ARM = re.compile(r"(SubmitThreadpoolWork|StartThreadpoolIo)$")
NULL = re.compile(r"\(*(NULL|nullptr|0)\)*$")
FREE = {"free": 0, "delete": 0, "_aligned_free": 0, "HeapFree": 2, "LocalFree": 0, "GlobalFree": 0, "CoTaskMemFree": 0}
BLOCKING = {"DeleteTimerQueueTimer": 2, "DeleteTimerQueueEx": 1, "UnregisterWaitEx": 1}
CREATES = {"Timer": "CreateThreadpoolTimer", "Wait": "CreateThreadpoolWait", "Work": "CreateThreadpoolWork",
           "Io": "CreateThreadpoolIo"}
LEGACY_CREATES = {"DeleteTimerQueueTimer": "CreateTimerQueueTimer", "DeleteTimerQueueEx": "CreateTimerQueueTimer",
                  "UnregisterWaitEx": "RegisterWaitForSingleObject"}


@dataclass
class Mutant:
    kind: str
    line: int
    what: str  # in one line, what was done
    text: str  # of the whole file
    step: "Step"
    order: list  # of the steps for the same object in that block, as they are now


@dataclass
class Step:
    role: str  # disarm, arm, set (one of the two), drain, close or free
    object: str  # Timer, Wait, Work, Io, Legacy or Group; empty for a free
    handle: str
    call: object

    @property
    def shown(self):
        return " ".join(self.call.text.split())


def step_of(call):
    """What a statement is to a teardown, or None."""
    if not call.handle:
        return None
    if match := SET.match(call.callee):
        given = call.arguments[1] if len(call.arguments) > 1 else ""
        role = "disarm" if NULL.match(given) else "arm" if given.startswith("&") or match[1] == "Wait" else "set"
        return Step(role, match[1], call.handle, call)
    if match := DRAIN.match(call.callee):
        return Step("drain", match[1], call.handle, call)
    if match := CLOSE.match(call.callee):
        return Step("close", match[1], call.handle, call)
    if ARM.match(call.callee):
        return Step("arm", "Work" if "Work" in call.callee else "Io", call.handle, call)
    if call.callee == "CloseThreadpoolCleanupGroupMembers":
        return Step("drain", "Group", call.handle, call)
    if call.callee == "CloseThreadpoolCleanupGroup":
        return Step("close", "Group", call.handle, call)
    if call.callee in BLOCKING and "INVALID_HANDLE_VALUE" in "".join(call.arguments[BLOCKING[call.callee]:]):
        return Step("drain", "Legacy", "".join(call.arguments[call.callee == "DeleteTimerQueueTimer"].split()), call)
    if call.callee in FREE and len(call.arguments) > FREE[call.callee]:
        return Step("free", "", "".join(call.arguments[FREE[call.callee]].split()), call)
    return None


class Mutator:
    def __init__(self, syntax):
        self.syntax, self.bytes = syntax, syntax.text.encode()
        self.steps = [step for call in syntax.calls if (step := step_of(call))]

    def edited(self, *edits):
        """The file with each (begin, end, text) replaced, its lines kept."""
        result = self.bytes
        for begin, end, text in sorted(edits, reverse=True):
            lost = result[begin:end].count(b"\n") - text.count("\n")
            result = result[:begin] + text.encode() + b"\n" * lost + result[end:]
        return result.decode()

    def mutant(self, kind, step, what, *edits, order=None):
        place = step.call.function.split(" at ")[0]
        return Mutant(kind, step.call.line, f"{what}, in {place}" if place else what, self.edited(*edits), step,
                      self.beside(step) if order is None else order)

    def beside(self, step):
        """The steps for the same object in the same block, in order."""
        if not step.call.block:
            return [step]
        return [other for other in self.steps if other.call.block == step.call.block and other.handle == step.handle]

    def without(self, step):
        return [other for other in self.beside(step) if other is not step]

    def all(self):
        for step in self.steps:
            if step.role == "disarm":
                yield self.drop("drop the disarm", step)
            elif step.role == "drain":
                yield self.drop("drop the drain", step)
                yield from self.arm_again(step)
                yield from self.drain_in_callback(step)
                yield from self.take_the_lock(step)
        yield from self.swaps()
        yield from self.frees()

    def drop(self, kind, step):
        call = step.call
        if step.object == "Legacy":  # a delete that does not block
            text = call.text.replace("INVALID_HANDLE_VALUE", "NULL")
        else:
            text = ";"
        return self.mutant(kind, step, step.shown, (call.begin, call.end, text), order=self.without(step))

    def arm_again(self, step):
        """After the drain: as the function itself does it, or as anybody would."""
        arms = [other.call.text for other in self.steps if other.role == "arm" and other.handle == step.handle
                and other.object == step.object and other.call.function == step.call.function]
        handle = step.call.arguments[0]
        anybody = {
            "Timer": f"{{ FILETIME mutant_due = {{1, 0}}; SetThreadpoolTimer({handle}, &mutant_due, 0, 0); }}",
            "Wait": f"SetThreadpoolWait({handle}, (HANDLE)8, 0);",
            "Work": f"SubmitThreadpoolWork({handle});",
            "Io": f"StartThreadpoolIo({handle});",
        }
        if step.object in anybody:
            text = arms[0] if arms else anybody[step.object]
            order = self.beside(step)
            order.insert(order.index(step) + 1, Step("arm", step.object, step.handle, step.call))
            yield self.mutant("arm again", step, f"after {step.shown}", (step.call.end, step.call.end, " " + text),
                              order=order)

    def callback_of(self, step):
        """The one function of the file that can be its callback, or None."""
        creates = {"Legacy": LEGACY_CREATES.get(step.call.callee), "Group": None}.get(step.object) or \
            CREATES.get(step.object)
        functions = {made.callback for made in self.syntax.creations
                     if made.callback in self.syntax.functions and
                     (made.callee == creates or step.object == "Group" and made.callee in CREATES.values())}
        return self.syntax.functions[functions.pop()] if len(functions) == 1 else None

    def drain_in_callback(self, step):
        callback = self.callback_of(step)
        if not callback or callback.name == step.call.function:
            return
        call, edits = step.call, []
        if step.object in CREATES:
            own = callback.parameters[-1:] if step.object == "Io" else callback.parameters[2:3]
            if not own:
                return
            name, end = own[0]
            if not name:
                if not end:
                    return
                name = "mutant_handle"
                edits.append((end, end, f" {name}"))
            text = call.text.replace(call.arguments[0], name, 1)
        else:
            text = call.text
        edits += [(call.begin, call.end, ";"), (callback.body, callback.body, " " + " ".join(text.split()))]
        yield self.mutant("drain in the callback", step, f"{step.shown} in {callback.name.split(' at ')[0]}", *edits,
                          order=self.without(step))

    def take_the_lock(self, step):
        callback = self.callback_of(step)
        if not callback or callback.name == step.call.function:
            return
        head = self.after_includes(min(callback.body, step.call.begin))
        take, give = "AcquireSRWLockExclusive(&mutant_lock);", "ReleaseSRWLockExclusive(&mutant_lock);"
        call = step.call
        yield self.mutant("take the lock", step, f"around {step.shown}", (head, head, "static SRWLOCK mutant_lock; "),
                          (callback.body, callback.body, f" {take} {give}"),
                          (call.begin, call.end, f"{{ {take} {call.text} {give} }}"))

    def after_includes(self, before):
        """Where a declaration can stand that all functions see: a line that opens with a letter."""
        text = self.bytes[:before]
        last = max([m.end() for m in re.finditer(rb"^\s*#.*\n", text, re.M)] or [0])
        match = re.search(rb"^(?=[A-Za-z])", text[last:], re.M)
        return last + match.start() if match else 0

    def swaps(self):
        """Two steps for one object, or a step and the free, that stand one after the other."""
        for first, second in zip(self.steps, self.steps[1:]):
            a, b = first.call, second.call
            same = first.handle == second.handle or second.role == "free"
            if not same or first.role in ("arm", "set", "free") or a.block != b.block or not a.block or \
                    first.role == second.role or self.bytes[a.end:b.begin].strip():
                continue
            if second.role in ("arm", "set"):
                continue
            between = self.bytes[a.end:b.begin].decode()
            order = [other for other in self.beside(first) if other is not second]
            order.insert(order.index(first), second)
            yield self.mutant("swap two steps", first, f"{first.shown} and {second.shown}",
                              (a.begin, b.end, b.text + between + a.text), order=order)

    def frees(self):
        """The context is freed before the teardown begins."""
        for free in self.steps:
            if free.role != "free" or not free.call.block:
                continue
            before = [step for step in self.steps if step.call.block == free.call.block and step.call.end <=
                      free.call.begin and step.role in ("disarm", "drain")]
            if before:
                first = before[0].call
                yield self.mutant("free early", free, f"{free.shown} before {before[0].shown}",
                                  (free.call.begin, free.call.end, ";"), (first.begin, first.begin, free.call.text + " "))
