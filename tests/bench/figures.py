"""Instructions of each stage, kept in a file: which machine's they are, and what may grow by how much."""
MOST = 0.03  # of what is kept


class Figures:
    """`with_`: what they were counted with, in words; `stages`: {name: instructions}."""

    def __init__(self, with_, stages):
        self.with_, self.stages = with_, stages


def read(path):
    with_, stages = [], {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            words = line.split()
            if line.startswith("# with "):
                with_.append(line[len("# with "):].strip())
            elif words and not line.startswith("#"):
                stages[words[0]] = int(words[1])
    return Figures(with_, stages)


def write(path, figures, told):
    with open(path, "w", encoding="utf-8") as file:
        for line in told:
            file.write("# %s\n" % line)
        for line in figures.with_:
            file.write("# with %s\n" % line)
        for name, count in figures.stages.items():
            file.write("%-12s %d\n" % (name, count))


def differs(kept, now):
    """What they were counted with that is not the same, in words; then nothing can be compared."""
    return ["%s, and now %s" % (", ".join(set(kept.with_) - set(now.with_)) or "nothing",
                                ", ".join(set(now.with_) - set(kept.with_)) or "nothing")] \
        if set(kept.with_) != set(now.with_) else []


def complaints(kept, now):
    """What is wrong with `now`, in words. A stage that nobody counted has not stayed small."""
    found = ["%s: no figure is kept" % name for name in now.stages if name not in kept.stages]
    for name, count in kept.stages.items():
        if name not in now.stages:
            found.append("%s: was not counted" % name)
        elif now.stages[name] > count * (1 + MOST):
            found.append("%s: %d instructions, %+.1f %%; %d are kept" % (
                name, now.stages[name], 100 * (now.stages[name] / count - 1), count))
    return found
