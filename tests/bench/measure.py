"""What a process or a piece of one took, and what several rounds of it say together."""
import os, resource, statistics, sys, time

FIELDS = ("user", "system", "wall", "peak", "grown", "written", "faults")  # seconds, MiB, MiB, MB, pages


class Usage(dict):
    """One round of one stage: a number for each of FIELDS; None is not known."""

    @property
    def cpu(self):
        return self["user"] + self["system"]


def from_line(line):
    """As tests/bench/stages prints it, and peers do: NAME and the fields, in us, KiB and bytes."""
    name, *numbers = line.split()
    user, system, wall, peak, grown, written, faults = map(int, numbers)
    return name, Usage(user=user / 1e6, system=system / 1e6, wall=wall / 1e6, peak=peak / 1024, grown=grown / 1024,
                       written=written / 1e6, faults=faults)


def to_line(name, usage):
    scale = (1e6, 1e6, 1e6, 1024, 1024, 1e6, 1)
    return " ".join([name] + ["%d" % round(usage[field] * by) for field, by in zip(FIELDS, scale)])


def of_process(command, statuses=(0,), stdout=os.devnull, environment=None):
    """A whole program. What stays resident of this one counts as its peak: keep it small."""
    begun = time.monotonic()
    pid = os.posix_spawnp(command[0], command, os.environ if environment is None else environment, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)])
    status, usage = os.wait4(pid, 0)[1:]
    took = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status) not in statuses:
        sys.exit("bench: status %d of %s" % (os.waitstatus_to_exitcode(status), " ".join(command)))
    return Usage(user=usage.ru_utime, system=usage.ru_stime, wall=took, peak=usage.ru_maxrss / 1024, grown=None,
                 written=None, faults=usage.ru_minflt)


def _proc(file, name):
    with open("/proc/self/" + file, encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(name))


def of_call(function, *arguments):
    """A piece of this process, as stages measures its own."""
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")
    resident, written = _proc("status", "VmRSS:"), _proc("io", "wchar:")
    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    function(*arguments)
    after, took = resource.getrusage(resource.RUSAGE_SELF), time.monotonic() - begun
    peak = _proc("status", "VmHWM:")
    return Usage(user=after.ru_utime - before.ru_utime, system=after.ru_stime - before.ru_stime, wall=took,
                 peak=peak / 1024, grown=(peak - resident) / 1024, written=(_proc("io", "wchar:") - written) / 1e6,
                 faults=after.ru_minflt - before.ru_minflt)


def median(rounds):
    """Field by field; the peak is the highest, since memory has no noise that is too high."""
    result = Usage()
    for field in FIELDS:
        known = [usage[field] for usage in rounds if usage[field] is not None]
        result[field] = None if not known else max(known) if field in ("peak", "grown") else statistics.median(known)
    return result


def spread(values):
    return statistics.median(values), min(values), max(values)


def ratio(ours, theirs):
    """How many times as long theirs took, round by round: median, least, most. Rounds stand beside each other, so
    that what the machine did besides fell on both."""
    if len(ours) != len(theirs) or not ours:
        raise ValueError("%d rounds of ours, %d of theirs" % (len(ours), len(theirs)))
    return spread([there.cpu / max(here.cpu, 1e-6) for here, there in zip(ours, theirs)])
