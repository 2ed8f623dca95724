"""What was reviewed: why each mutant that nothing tells from the original is right, or what it shows to be missing.

One line each: `program or "checker" | kind | what | verdict: reason`. A mutant that is `equivalent` is no mistake; one
that is `missed` is, and counts against the score.
"""

from pathlib import Path

VERDICTS = ["equivalent", "missed"]
FILE = Path(__file__).resolve().parent / "reviewed.txt"


class Malformed(Exception):
    """A line that does not say what it has to."""


def read(path=FILE):
    """The (verdict, reason) of each (program, kind, what)."""
    found = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split(" | ")
        verdict, _, reason = parts[-1].partition(": ")
        if len(parts) != 4 or verdict not in VERDICTS or not reason:
            raise Malformed(f"{path.name}:{number} is not 'program | kind | what | verdict: reason', with a verdict of "
                            f"{' or '.join(VERDICTS)}")
        found[tuple(parts[:3])] = verdict, reason
    return found
