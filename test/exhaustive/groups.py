"""Cleanup groups: their members are closed and drained together."""
from library import Library
from program import *


class Groups(Library):
    def write_group(self):
        piece = self.piece()
        holders = self.rng.choice((("local",), ("local", "static"), ("field",)))
        self.subjects(piece, holders, self.rng.choice((1, 2, 2, 3)))
        for subject in piece.subjects:
            if not subject.created:  # whose group could not be known
                subject.created = True
                self.give_context(piece, subject, piece.subjects.index(subject))
        group = self.give_group(piece, self.rng.choice(("param", "static")))
        nodes = self.life_in_group(piece, piece.subjects, group)
        self.root(piece, piece.nest(nodes, self.rng.choice((0, 1, 1, 2))))

    def give_group(self, piece, where):
        """Where a group is kept."""
        if where == "static":
            group = Place(f"g_group_{self.number}")
            self.statics.append(Decl(group.base, "group"))
            self.enters(group, "group")
        elif where == "field":
            group = Place("box", "group")
            self.enters(group, "group")
        else:
            group = Place("group")
            piece.decls.append(Decl("group", "group", null=True))
        return group

    def life_in_group(self, piece, subjects, group):
        environ = Place("environ")
        piece.decls.append(Decl("environ", "environ"))
        setup = [Op("newgroup", group), Op("initenv", environ), Op("setgroup", environ, ctx=group)]
        lives, frees = [], []
        for subject in subjects:
            if self.chance(0.85):
                subject.environ = environ
                life = piece.steps("start", subject)
                if self.chance(0.3):
                    life += piece.steps(self.rng.choice(("stop", "end")), subject)
                lives.append(life)
                if subject.frees and self.chance(0.8):
                    frees += piece.steps("free", subject)
            else:
                lives.append(piece.life(subject))
        members = [Op("members", group, style=self.rng.randrange(2)), Op("closegroup", group)]
        nodes = piece.woven(lives) + members
        at = len(nodes) if self.chance(1 - piece.noise) else self.rng.randint(0, len(nodes))
        nodes[at:at] = frees
        return setup + nodes
