"""What semantics.md says about one object, and nothing else: phases, what a call does to them, what is a finding.

Phases: F fresh (made here, never armed), E entered (may be armed), A armed, D disarmed, Q drained, and the silent ones:
N null, X closed while nothing could run, Z closed live, T handed to code that cannot be seen.
"""
from program import GATED_BY_PROTOCOL

UNSAFE_CLOSE = "threadpool-unsafe-close"
FREED_EARLY = "threadpool-context-freed-early"
WAIT_IN_CALLBACK = "threadpool-wait-in-callback"
OPEN = "FEADQ"
LIVE = "EAD"


def after_call(what, kind, phase):
    """The phase of an object after arm, disarm or drain of it."""
    if phase not in OPEN:
        return phase
    if what == "arm":
        return "A"
    if what == "disarm":
        return "D" if phase in "AE" else phase
    if kind in GATED_BY_PROTOCOL:  # a drain waits for what is queued, and leaves an armed object armed
        return "Q" if phase == "D" else phase
    return "Q" if phase in LIVE else phase


MANY_STARTS = 3  # more than that are not counted


def after_start(phase, starts, base):
    """(starts, base) of an I/O object that is started in `phase`: how many starts, and the phase to which as many cancels lead back."""
    if phase not in OPEN:
        return starts, base
    if not starts:
        base = "E" if phase == "E" else "Q"
    return min(starts + 1, MANY_STARTS), base


def after_ex(kind, phase, period, disarmed):
    """The phase after SetThreadpoolTimerEx(t, NULL, 0, 0) returned `disarmed`: one-shot timers were surely caught."""
    if disarmed and kind == "timer" and phase == "A" and period == 0:
        return "Q"
    return after_call("disarm", kind, phase)


def close(kind, phase, bound, context_dead):
    """(phase after the Close, whether it is a finding at once, whether the death of the context would make it one)."""
    if phase not in OPEN:
        return phase, False, False
    if phase not in LIVE:
        return "X", False, False
    if kind in GATED_BY_PROTOCOL:
        return "Z", True, False
    return "Z", bound and context_dead, bound and not context_dead


def death_is_early(phase):
    """Whether the context of an object that is still open in `phase` must not die yet: H05, H34, H35, and H07 for Q.

    An object that entered and was not touched here is no evidence (Rulings: no overwrite at Create).
    """
    return phase in "ADQ"
