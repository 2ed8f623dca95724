"""Arrays of handles, worked on in loops: a loop for each step of a life, or one for several."""
from library import Library
from nest import Subject
from program import *
from spelling import SHORT


class Arrays(Library):
    def write_array(self):
        piece = self.piece()
        lives = []
        for number in range(self.rng.choice((1, 1, 2))):
            subject, one, size = self.array(piece, number)
            piece.subjects.append(one)
            lives.append(self.life_in_loops(piece, subject, size))
            if subject.frees and self.chance(0.8):
                lives[-1] += piece.steps("free", subject)
        self.root(piece, piece.nest(piece.woven(lives), self.rng.choice((0, 1, 1))))

    def array(self, piece, number):
        """An array of handles as the body of a loop names it, its first element as others do, and its size."""
        kind, size = self.kind(), self.rng.choice((2, 2, 3))
        holder = self.rng.choice(("local", "local", "static", "field"))
        name = f"{SHORT[kind]}s{number + 1}"
        subject = Subject(kind, Place(name, index=COUNTER), created=holder == "local" or self.chance(0.8))
        if holder == "field" and any(s.struct for s in piece.subjects):
            holder = "local"
            subject.created = True
        if holder == "local":
            piece.decls.append(Decl(name, kind, null=self.chance(0.8), count=size))
        elif holder == "static":
            subject.handle = Place(self.static(kind, name, size).base, index=COUNTER)
        else:
            subject.handle, subject.struct = Place("box", kind + "s", index=COUNTER), Place("box")
            piece.params.append(Decl("box", "box"))
            for element in range(size):
                self.enters(Place("box", f"{kind}s[{element}]"), kind)
        self.give_context(piece, subject, number)
        first = subject.handle
        first = (
            Place(first.base, first.field + "[0]") if first.field is not None else Place(first.base + "[0]")
        )
        one = Subject(
            kind, first, subject.created, subject.context, subject.by_address, subject.frees, subject.struct
        )
        return subject, one, size

    def life_in_loops(self, piece, subject, size):
        outer, piece.subjects = piece.subjects, [subject]
        steps = [piece.steps("start", subject)] if subject.created else [piece.steps("arm", subject)]
        if self.chance(0.3) and subject.created:
            steps = [[piece.op("create", subject)], [piece.op("arm", subject)]]
        if subject.gated and self.chance(0.5):
            steps += [[piece.op("disarm", subject)], [piece.op("drain", subject)]]
        else:
            steps.append(piece.steps("stop", subject))
        steps.append(piece.steps("close", subject))
        nodes = []
        while steps:
            together = self.rng.choice((1, 1, 2, 4))
            body = [node for step in steps[:together] for node in step]
            steps = steps[together:]
            turns = size - (self.chance(piece.noise) if size > 1 else 0)
            block = Block(piece.nest(body, self.rng.choice((0, 0, 1)), True, True))
            nodes.append(Loop("count", Cond("opaque"), block, turns, COUNTER))
        piece.subjects = outer
        return nodes
