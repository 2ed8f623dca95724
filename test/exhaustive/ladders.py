"""Ladders of goto: each step that fails undoes those before it."""
from library import Library
from program import *


class Ladders(Library):
    def write_ladder(self):
        piece = self.piece()
        holders = self.rng.choice((("local",), ("local", "static"), ("local", "field")))
        subjects = self.subjects(piece, holders, self.rng.choice((2, 2, 3)))
        nodes = []
        for number, subject in enumerate(subjects):
            for purpose in self.rng.choice((("start",), ("create", "arm"))) if subject.created else ("arm",):
                made = [piece.op("create", subject)] if purpose == "create" else piece.steps(purpose, subject)
                nodes += piece.nest(made, self.rng.choice((0, 0, 1)))
                if self.chance(0.7):
                    nodes.append(self.fail(piece, number, purpose))
        if self.chance(0.3):
            nodes += piece.nest(
                piece.woven([piece.steps("end", s) for s in subjects]), self.rng.choice((0, 1))
            ) + [Jump("return")]
        for number in range(len(subjects), 0, -1):
            nodes.append(Label(f"undo{number}"))
            nodes += piece.nest(piece.steps("end", subjects[number - 1]), self.rng.choice((0, 0, 1)))
        nodes.append(Label("undo0"))
        freed = {s.context: s for s in subjects if s.frees}
        nodes += [node for s in freed.values() if self.chance(0.8) for node in piece.steps("free", s)]
        self.root(piece, nodes + [SetInt("ok", 0)] if "ok" in piece.facts else nodes)

    def fail(self, piece, number, purpose):
        """Gives up after a step: what that step itself has done is to be undone, unless the object was not created."""
        subject = piece.subjects[number]
        null = purpose != "arm" and self.chance(0.5)
        cond = piece.null_test(True, subject) if null else piece.cond()
        step = number if null else number + 1
        if self.chance(piece.noise):
            step = self.rng.randint(0, len(piece.subjects))
        return If(cond, Block([Jump("goto", f"undo{step}")]))
