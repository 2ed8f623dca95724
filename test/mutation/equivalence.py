"""The mutants that are no mistake, told by rules: each is a sentence of docs/design/policy.md, read off the program and
not off what the checks say of it. One rule asks the checks: that of the gates.
"""

import re

import mutants

NEEDS_DISARM = {"Timer", "Wait"}


def is_stopped(order):
    """Whether the steps end with a stop that nothing undoes: a disarm and then a drain; for work and I/O a drain."""
    disarmed = drained = False
    for step in order:
        if step.role in ("arm", "set"):
            disarmed = drained = False
        elif step.role == "disarm":
            disarmed, drained = True, drained and disarmed
        elif step.role == "drain":
            drained = disarmed or step.object not in NEEDS_DISARM
        elif step.role == "close":
            return drained
    return drained


def still_stopped(outcome, syntax):
    """What is left is a stop of its own: another disarm, another drain."""
    mutant = outcome.mutant
    return mutant.kind in ("drop the disarm", "drop the drain", "arm again", "swap two steps") and \
        mutant.step.role in ("disarm", "drain") and is_stopped(mutant.order)


def own_callback(outcome, syntax):
    """Closing the own object and freeing the own context, in any order: the object stays until the callback ends."""
    mutant = outcome.mutant
    return mutant.kind == "swap two steps" and mutant.step.role == "close" and \
        mutant.step.call.function in {made.callback for made in syntax.creations}


def no_context(outcome, syntax):
    """No Create in the file says that what is freed is the context of the object."""
    mutant = outcome.mutant
    return (mutant.kind == "free early" or mutant.kind == "swap two steps" and mutant.step.role == "close") and \
        not any(made.callee.startswith(("CreateThreadpool", "CreateTimer", "Register")) for made in syntax.creations)


STEPS = ("drop the disarm", "drop the drain", "arm again", "swap two steps")


def steps_of(syntax, function=None):
    return [step for step in map(mutants.step_of, syntax.calls)
            if step and function in (None, step.call.function)]


def nothing_ends(outcome, syntax):
    """The handle enters the function; it closes nothing and frees nothing, and nobody in the file goes on after it."""
    function, step = outcome.mutant.step.call.function, outcome.mutant.step
    called = not function or len(re.findall(rf"\b{re.escape(function)}\b", syntax.text)) > 1
    return outcome.mutant.kind in STEPS and not called and step.object in mutants.CREATES and \
        not any(other.role in ("close", "free") for other in steps_of(syntax, function)) and \
        f"{mutants.CREATES[step.object]}(" not in body(syntax, function)


def body(syntax, function):
    place = syntax.functions[function]
    return syntax.text.encode()[place.body:place.end].decode()


def nothing_ends_in_the_file(outcome, syntax):
    """No object of the kind is closed in the file, nothing is freed, and no local is a context."""
    return outcome.mutant.kind in STEPS and outcome.mutant.step.object in mutants.CREATES and \
        not any(step.role == "free" or step.role == "close" and step.object in (outcome.mutant.step.object, "Group")
                for step in steps_of(syntax)) and \
        not re.search(r"\bCreateThreadpool\w+\([^;]*,\s*&", syntax.text)


def own_stop(outcome, syntax):
    """A callback that frees nothing needs no stop of its own object: its Close is legal by itself."""
    function = outcome.mutant.step.call.function
    return outcome.mutant.kind in STEPS and function in {made.callback for made in syntax.creations} and \
        not any(step.role == "free" for step in steps_of(syntax, function))


def never_armed(outcome, syntax):
    """The file makes the object and never arms one of its kind: there is nothing to stop, nor to wait for."""
    kind = outcome.mutant.step.object
    return outcome.mutant.kind in ("drop the disarm", "drop the drain", "swap two steps", "take the lock") and \
        kind in mutants.CREATES and any(made.callee == mutants.CREATES[kind] for made in syntax.creations) and \
        not any(step.role in ("arm", "set") and step.object == kind for step in steps_of(syntax))


def gate(outcome, syntax):
    """Work, I/O and legacy objects are held to the lifetime of a context, and none dies here: told at WorkGate=protocol."""
    return outcome.protocol


RULES = {
    "held to the lifetime of a context, and none dies in sight (policy 2 and 16)": gate,
    "what is left is a stop of its own": still_stopped,
    "in the own callback the object stays until the callback ends (policy 3)": own_callback,
    "nothing in the file says that what is freed is the context": no_context,
    "nothing is closed and nothing freed (policy 1)": nothing_ends,
    "nothing of the kind is closed in the file, and nothing freed (policy 1)": nothing_ends_in_the_file,
    "a callback that frees nothing may close its own object as it is (policy 3)": own_stop,
    "it is never armed (policy 3)": never_armed,
}


def reason(outcome, syntax):
    """Why the mutant is no mistake, or None."""
    return next((why for why, holds in RULES.items() if holds(outcome, syntax)), None)
