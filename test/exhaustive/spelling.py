"""How a declaration, a condition and an operation are written; `style` picks among ways that mean the same."""
from program import KINDS

API = {"timer": "Timer", "wait": "Wait", "work": "Work", "io": "Io"}
TYPE = {
    "timer": "PTP_TIMER",
    "wait": "PTP_WAIT",
    "work": "PTP_WORK",
    "io": "PTP_IO",
    "group": "PTP_CLEANUP_GROUP",
}
SHORT = {"timer": "t", "wait": "q", "work": "w", "io": "io"}


class Spelling:
    """Expects `cpp`, whether it is C++, and `program`."""

    # declarations

    def parameter(self, decl):
        if decl.what in TYPE:
            return f"{TYPE[decl.what]} {decl.name}"
        if decl.what == "out":
            return f"{TYPE[decl.kind]} *{decl.name}"
        return {
            "ctx": f"struct Ctx *{decl.name}",
            "box": f"{self.box()} *{decl.name}",
            "instance": f"PTP_CALLBACK_INSTANCE {decl.name}",
        }.get(decl.what, f"int {decl.name}")

    def callback_params(self, function):
        more = {"timer": "", "work": "", "wait": ", ULONG result", "io": ""}[function.kind]
        own = f"{TYPE[function.kind]} self{more}"
        if function.kind == "io":
            own = "PVOID overlapped, ULONG result, SIZE_T bytes, " + own
        return f"PTP_CALLBACK_INSTANCE instance, PVOID context, {own}"

    def local(self, decl):
        if decl.what in KINDS and decl.count:
            none = " = {}" if self.cpp else " = {0}"
            return f"{TYPE[decl.what]} {decl.name}[{decl.count}]{none if decl.null else ''};"
        if decl.what in TYPE:
            return f"{TYPE[decl.what]} {decl.name}{' = ' + self.null() if decl.null else ''};"
        if decl.what == "owner":
            return self.owner(decl, "TP_" + API[decl.kind].upper())
        if decl.what == "object":
            args = ", ".join(self.argument(a) for a in decl.args)
            return f"{decl.of} {decl.name}{f'({args})' if args else ''};"
        return {
            "heap": f"struct Ctx *{decl.name} = {self.allocation()};",
            "local": f"struct Ctx {decl.name};",
            "boxed": f"{self.box()} {decl.name} = {{{'' if self.cpp else '0'}}};",
            "cast": f"{self.box()} *{decl.name} = ({self.box()} *)context;",
            "keeper": f"std::{decl.form or 'unique'}_ptr<Ctx> {decl.name}(new Ctx);",
            "host": f"{decl.of} *{decl.name} = static_cast<{decl.of} *>(context);",
            "environ": f"TP_CALLBACK_ENVIRON {decl.name};",
            "zero": f"int {decl.name} = 0;",
        }[decl.what]

    def owner(self, decl, pointee):
        return {
            "": f"std::unique_ptr<{pointee}, {decl.of}> {decl.name};",
            "function": f"std::unique_ptr<{pointee}, void (*)({TYPE[decl.kind]})> {decl.name}(nullptr, {decl.of});",
            "shared": f"std::shared_ptr<{pointee}> {decl.name};",
        }[decl.form]

    def box(self):
        """The struct that holds handles; each program has its own, so that none learns from another what its fields are."""
        return f"struct Box_{self.program.number}"

    def null(self, style=0):
        return ("nullptr" if style % 2 == 0 else "NULL") if self.cpp else "NULL"

    def allocation(self):
        return "new Ctx" if self.cpp else "(struct Ctx *)malloc(sizeof(struct Ctx))"

    # calls

    def argument(self, arg):
        return str(arg)

    def call(self, node):
        on = f"{node.on}." if node.on else ""
        into = f"{node.into} = " if node.into else ""
        return f"{into}{on}{node.function}({', '.join(self.argument(a) for a in node.args)})"

    # conditions

    def cond(self, cond):
        op, args, style = cond.op, cond.args, cond.style
        if op == "opaque":
            return "cond()"
        if op == "const":
            return str(args[0])
        if op == "truth":
            return str(args[0])
        if op == "cmp":
            return f"{args[0]} {args[1]} {args[2]}"
        if op == "null":
            return [f"!{args[0]}", f"{args[0]} == {self.null(style)}", f"{self.null(style)} == {args[0]}"][
                style % 3
            ]
        if op == "ex":
            return self.disarm_ex(args[1], args[0])
        if op == "not":
            inner = args[0]
            if inner.op == "null":
                handle = inner.args[0]
                return [f"{handle}", f"{handle} != {self.null(style)}", f"{self.null(style)} != {handle}"][
                    style % 3
                ]
            simple = inner.op in ("truth", "opaque", "ex")
            return f"!{self.cond(inner)}" if simple else f"!({self.cond(inner)})"
        symbol = {"and": "&&", "or": "||"}[op]
        return f" {symbol} ".join(
            f"({self.cond(a)})" if a.op in ("and", "or") else self.cond(a) for a in args
        )

    # operations

    def op(self, op):
        return getattr(self, "op_" + op.what)(op, op.place)

    def void(self, op):
        """The operation as an expression that has no value."""
        text = self.op(op)
        return "(void)" + text if "Ex(" in text else text

    def op_create(self, op, place):
        ctx = "&" + str(op.ctx) if op.by_address else str(op.ctx or self.null(op.style))
        file = "g_file, " if op.kind == "io" else ""
        environ = f"&{op.environ}" if op.environ else "NULL"
        return f"{place} = CreateThreadpool{API[op.kind]}({file}{op.callback or 'on_' + op.kind}, {ctx}, {environ})"

    def op_arm(self, op, place):
        period = "1000" if op.style % 2 else "0"
        return {
            "timer": f"SetThreadpoolTimer({place}, &g_due, {period}, 0)",
            "wait": f"SetThreadpoolWait({place}, g_event, NULL)",
            "work": f"SubmitThreadpoolWork({place})",
            "io": f"StartThreadpoolIo({place})",
        }[op.kind]

    def op_disarm(self, op, place):
        style = op.style % 8
        if style == 7:
            return self.disarm_ex(op.kind, place)
        if style == 6:
            return f"DISARM_{op.kind.upper()}({place})"
        if op.kind == "timer":
            time = {3: "0", 4: "(PFILETIME)0", 5: "kNever"}.get(style, self.null(style))
            return f"SetThreadpoolTimer({place}, {time}, 0, 0)"
        handle = {3: "0", 4: "(HANDLE)NULL"}.get(style, self.null(style))
        return f"SetThreadpoolWait({place}, {handle}, NULL)"

    def disarm_ex(self, kind, place):
        return (
            f"SetThreadpoolTimerEx({place}, NULL, 0, 0)"
            if kind == "timer"
            else f"SetThreadpoolWaitEx({place}, NULL, NULL, NULL)"
        )

    def op_cancel(self, op, place):
        return f"CancelThreadpoolIo({place})"

    def op_drain(self, op, place):
        cancel = "FALSE" if op.kind == "io" or op.style % 3 == 0 else "TRUE"
        return f"WaitForThreadpool{API[op.kind]}Callbacks({place}, {cancel})"

    def op_close(self, op, place):
        return f"CloseThreadpool{API[op.kind]}({place})"

    def op_free(self, op, place):
        if self.cpp and op.style % 4 < 3:
            return f"delete {place}"
        return [
            f"free({place})",
            f"free((void *){place})",
            f"(void)HeapFree(GetProcessHeap(), 0, {place})",
            f"(void)LocalFree({place})",
        ][op.style % 4]

    def op_alloc(self, op, place):
        return f"{place} = {self.allocation()}"

    def op_null(self, op, place):
        return f"{place} = {self.null(op.style)}"

    def op_copy(self, op, place):
        return f"{place} = {op.ctx}"

    def op_take(self, op, place):
        if self.cpp and op.style % 2:
            return f"{place} = std::exchange({op.ctx}, nullptr)"
        return f"{place} = ({TYPE[op.kind]})InterlockedExchangePointer((PVOID volatile *)&{op.ctx}, NULL)"

    def op_escape(self, op, place):
        return f"hand_over({place})"

    def op_lend(self, op, place):
        return f"borrow({place})"

    def op_disassociate(self, op, place):
        return f"DisassociateCurrentThreadFromCallback({place})"

    def op_reset(self, op, place):
        deleter = f", {op.callback}" if op.ctx and op.callback else ""
        return f"{place.base}.reset({op.ctx or ''}{deleter})"

    def op_release(self, op, place):
        return f"{place} = {op.ctx.base}.release()"

    def op_delete(self, op, place):
        return f"delete {place}"

    # cleanup groups

    def op_newgroup(self, op, place):
        return f"{place} = CreateThreadpoolCleanupGroup()"

    def op_initenv(self, op, place):
        return f"InitializeThreadpoolEnvironment(&{place})"

    def op_setgroup(self, op, place):
        return f"SetThreadpoolCallbackCleanupGroup(&{place}, {op.ctx}, NULL)"

    def op_closegroup(self, op, place):
        return f"CloseThreadpoolCleanupGroup({place})"

    def op_members(self, op, place):
        return f"CloseThreadpoolCleanupGroupMembers({place}, {'TRUE' if op.style % 2 else 'FALSE'}, NULL)"
