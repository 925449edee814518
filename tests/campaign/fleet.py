"""Fleets: two to five accounts drawn as for a seed of one, each with a stand-in of its own; whatever becomes of one,
every other is what it would be alone."""
import collections, json, os, random, re, signal, socket, stat, time
import draw, judge
from conclusion import Asked
from run import (GRACE, PARENT, SECRETS, STRANGER, Bait, Process, Report, Server, figures_of, hold_faulty, in_folder,
                 options_of, oracle_of, replay_same, run_faultless, running, stat_of)

NAMES = ["Northlight (US)", "\u00dcnal & S\u00f6hne", "harborline", "it's 50% off", "\u6771\u4eac branch", "A.B-c_d"]
SUBDOMAINS = ["campaign-" + word for word in ("amber", "birch", "cedar", "dune", "ember")]
TROUBLES = {"as drawn": 34, "no fault": 32, "unreachable": 7, "wrong token": 7, "another's token": 7,
            "another account": 6, "stall": 7}
EVENTS = {"": 60, "a part is killed": 20, "stopped": 20}
WORST_FIRST = (2, 1, 3, 0)
STATES = ("not-read", "not-ready", "inconclusive", "ready")  # in the overview
WORDS = {"not-read": "without a report", "not-ready": "not ready", "inconclusive": "inconclusive", "ready": "ready"}
OVERVIEW = {"overview.json", "overview.xlsx", "overview.pdf"}
STOPPED = 128 + signal.SIGTERM
# What two runs of the same account need not have in common: when, and what was asked for ahead of an answer.
OF_A_RUN = ("report_id", "started_at", "finished_at", "requests", "evidence", "pages")


def weighed(r, weights):
    return r.choices(list(weights), list(weights.values()))[0]


class Member:
    """One account of a fleet, and what goes wrong with it."""

    def __init__(self, seed, place, r):
        self.seed, self.place, self.name, self.subdomain = 10 * seed + place + 10 ** 7, place, "", SUBDOMAINS[place]
        self.trouble, self.token = weighed(r, TROUBLES), "token-of-%s-0123456789" % SUBDOMAINS[place]
        self.level = r.choice([None, None, None, "not-ready", "never"])
        self.source = r.choice(["token-file", "token-file", "command", "environment"])
        self.other = None  # whose token, or account, it gets

    def case(self):
        """A fresh one: what is drawn later is drawn again."""
        case = draw.Case(self.seed, self.subdomain)
        case.trouble, case.budget = "", case.budget + 1
        if self.trouble in ("no fault", "another account"):
            case.faults, case.budget = [], 60
        if self.trouble == "stall":
            case.faults = ["GET %s -> stall" % random.Random(self.seed).choice(["/customers", "/users", "/schedules"])]
        return case

    def held(self):
        """The token that is in its file."""
        return self.token + "-not" if self.trouble == "wrong token" else self.other.token if self.other else self.token

    def told(self):
        faults = self.case().faults if self.trouble == "as drawn" else []
        return ["%s: %s, %s" % (self.name, self.trouble, self.case().profile)] + ["  fault: " + f for f in faults]


class Fleet:
    """What a seed stands for."""

    def __init__(self, seed):
        self.seed, self.random = seed, random.Random("fleet %d" % seed)
        r = self.random
        self.members = [Member(seed, place, r) for place in range(r.choice([2, 2, 3, 3, 4, 5]))]
        for member, name in zip(self.members, r.sample(NAMES, len(self.members))):
            member.name = name
            if member.trouble.startswith("another"):
                member.other = r.choice([m for m in self.members if m is not member])
        self.event = weighed(r, EVENTS)
        self.rate = r.choice([0] * 4 + [100000])
        self.in_flight = r.choice([1, 2, 8, 8, None])
        self.one_command = r.random() < 0.2  # for all, that is told whose token
        self.moment = r.random() ** 2 * 1.5
        self.signal = r.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM])  # to a part

    def without(self, place):
        """To see whether it matters."""
        fewer = Fleet(self.seed)
        fewer.members = [m for m in self.members if m.place != place]
        return fewer

    def told(self):
        return ["%s, rate %d, in flight %s" % (self.event or "left alone", self.rate, self.in_flight)] + [
            line for member in self.members for line in member.told()]


class Part:
    """A member with its stand-in, in one run of the fleet."""

    def __init__(self, member, folder, tokens, number):
        self.member, self.case, self.folder = member, member.case(), os.path.join(folder, "%d-%d" % (number, member.place))
        os.mkdir(self.folder)
        served = member.other.case() if member.trouble == "another account" else self.case
        served.write_evidence(os.path.join(self.folder, "account"))
        self.bait, self.socket = Bait(), socket.socket()
        self.socket.bind(("127.0.0.1", 0))  # where nobody listens
        token = member.other.token if member.trouble == "another account" else member.token
        self.server = Server(self.folder, "fleet", served, self.bait.into(self.case.faults), token)
        self.base = self.server.base
        if member.trouble == "unreachable":
            self.base = "http://127.0.0.1:%d/api/v1" % self.socket.getsockname()[1]
        self.token_file = os.path.join(tokens, member.name)
        with open(self.token_file, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            out.write(member.held() + "\n")
        self.options, self.attestations = options_of(self.case, self.folder, self.base, self.case.budget)
        ends = bool(((self.attestations or {}).get("token") or {}).get("expires_on"))
        self.asked = Asked(member.level, ends=ends)

    def close(self):
        self.server.stop()
        self.socket.close()
        return self.bait.complaints()

    def entry(self, one_command):
        """As in the fleet's file."""
        entry = dict(self.options, name=self.member.name)
        del entry["rate"]
        if self.member.level:
            entry["fail-on"] = self.member.level
        source = {"token-file": ("token-file", os.path.join("tokens", self.member.name)),
                  "command": ("token-command", "cat %s" % quoted(self.token_file)),
                  "environment": ("token-command", 'printf %%s "${SYNCRO_API_TOKEN-$(cat %s)}"' % quoted(self.token_file))}
        if not one_command:
            entry.update([source[self.member.source]])
        return entry

    def marks(self):
        """What must not be found with another: names that are its alone are the caller's to see to."""
        names = [c["business_name"] for c in self.case.account.customers]
        return [self.member.name, self.member.subdomain] + [n for n in names if n and n.isascii() and len(n) > 6]

    def evidence(self):
        """All that its stand-in may have told."""
        texts = []
        for base, _, files in os.walk(self.folder):
            for file in files:
                with open(os.path.join(base, file), "rb") as opened:
                    texts.append(opened.read())
        return b"\n".join(texts)


def is_forked(process):
    """What the leak check makes at the end of a process is a child too; without it that waits for ever."""
    return stat_of(process)[35:36] == [str(int(signal.SIGCHLD))]  # what it tells its parent with


def quoted(path):
    return "'%s'" % path.replace("'", "'\\''")


class Day:
    """One run of the fleet, at its end."""

    def __init__(self, fleet, folder, number, resume):
        tokens = os.path.join(folder, "tokens")
        os.makedirs(tokens, exist_ok=True)
        self.fleet, self.killed = fleet, 0
        self.parts = {m.name: Part(m, folder, tokens, number) for m in fleet.members}
        file = os.path.join(folder, "fleet.json")
        with open(file, "w") as out:
            json.dump(self.file(tokens), out)
        event = None if resume else {"stopped": self.stop, "a part is killed": self.kill}.get(fleet.event)
        self.run = Process(["fleet", file] + (["--resume"] if resume else []),
                           os.path.join(folder, "runtime-%d" % number),
                           sum(part.case.budget for part in self.parts.values()) + GRACE, event,
                           (0, 1, 2, 3) + ((STOPPED,) if event == self.stop else ()))
        self.complaints = self.run.complaints + [c for part in self.parts.values() for c in part.close()]
        self.out = os.path.join(folder, "reports")
        days = os.listdir(self.out) if os.path.isdir(self.out) else []
        self.path = os.path.join(self.out, days[0]) if days else None
        self.reports = {}
        for name, part in self.parts.items():
            self.reports[name] = Report(os.path.join(self.path or self.out, name), part.asked)

    def file(self, tokens):
        entries = [part.entry(self.fleet.one_command) for part in self.parts.values()]
        file = {"out": "reports", "rate": self.fleet.rate, "defaults": {"format": "pdf", "concurrency": 1}}
        if self.fleet.in_flight:
            file["accounts-in-flight"] = self.fleet.in_flight
        if self.fleet.one_command:
            file["defaults"]["token-command"] = 'cat %s/"$SYNCRO_AUDIT_ACCOUNT"' % quoted(tokens)
        for key in ("profile", "time-budget"):  # of all of them
            if len({entry[key] for entry in entries}) == 1:
                file["defaults"][key] = [entry.pop(key) for entry in entries][0]
        return dict(file, accounts=entries)

    def wait(self, process):
        """Until there is somebody to hit, and then some more."""
        until = time.monotonic() + 10
        while time.monotonic() < until and process.poll() is None and not running(PARENT, process.pid):
            time.sleep(0.01)
        time.sleep(self.fleet.moment)

    def kill(self, process):
        self.wait(process)
        parts = [one for one in running(PARENT, process.pid) if is_forked(one)]
        try:
            os.kill(self.fleet.random.choice(parts), self.fleet.signal)
            self.killed = 1
        except (IndexError, ProcessLookupError):  # too late
            pass

    def stop(self, process):
        self.wait(process)
        process.send_signal(signal.SIGTERM)

    def said_of(self, name):
        """Its lines on standard error."""
        head = "syncro-audit: %s: " % name
        return [line for line in self.run.stderr.decode(errors="replace").splitlines() if line.startswith(head)]

    def was_killed(self, name):
        return any(re.search("was (ended|stopped) by signal %d" % self.fleet.signal, line) for line in self.said_of(name))

    def finished(self):
        return {name for name, report in self.reports.items() if report.results}

    def files(self, names):
        """Of these accounts, so that it is seen whether one was touched."""
        found = {}
        for name in names:
            for base, _, files in os.walk(self.reports[name].out):
                for file in files + ["."]:
                    status = os.stat(os.path.join(base, file))
                    found[os.path.join(base, file)] = (status.st_ino, status.st_mtime_ns)
        return found


def hold_stopped(day):
    """What is finished stays, nothing else does."""
    if day.run.stdout:
        yield "stopped, and it says %s" % day.run.stdout
    left = set(os.listdir(day.path)) - OVERVIEW if day.path else set()
    if left != day.finished():
        yield "stopped, it left %s, and finished are %s" % (sorted(left), sorted(day.finished()))


def hold_day(day, statuses):
    """What the whole is told."""
    want = next(status for status in WORST_FIRST if status in statuses.values())
    if day.run.status != want:
        yield "status %s of %s" % (day.run.status, sorted(statuses.values()))
    if day.run.stdout.decode() != "%s\n" % day.path:
        yield "standard output is %r" % day.run.stdout
    for name in set(day.reports) - day.finished():
        if not day.said_of(name):
            yield "%s has no report, and that is not told: %s" % (name, day.run.stderr.decode(errors="replace"))
    if day.path:
        yield from hold_folder(day)


def hold_folder(day):
    if set(os.listdir(day.path)) != OVERVIEW | day.finished():
        yield "the day holds %s, finished are %s" % (sorted(os.listdir(day.path)), sorted(day.finished()))
        return
    for name in OVERVIEW:
        status = os.stat(os.path.join(day.path, name))
        if stat.S_IMODE(status.st_mode) != 0o600 or not status.st_size:
            yield "%s has %d bytes and mode %o" % (name, status.st_size, status.st_mode)
    with open(os.path.join(day.path, "overview.json")) as file:
        yield from hold_overview(json.load(file), day)


def hold_overview(overview, day):
    """Each account once, as its own results.json has it; those without one first."""
    rows = overview["accounts"]
    if sorted(row["name"] for row in rows) != sorted(day.reports):
        yield "the overview has %s" % [row["name"] for row in rows]
        return
    there = [row["name"] in day.finished() for row in rows]
    if there != sorted(there):
        yield "accounts without a report do not stand first"
    for row in rows:
        for complaint in hold_row(row, day.reports[row["name"]].results, day.said_of(row["name"])):
            yield "the overview's %s: %s" % (row["name"], complaint)
    states = collections.Counter(row["verdict"] for row in rows)
    counts = {state: overview["counts"][state] for state in STATES}
    if counts != {state: states[state] for state in STATES} or overview["counts"]["accounts"] != len(rows):
        yield "the overview counts %s" % overview["counts"]
    parts = ["%d %s" % (states[s], WORDS[s]) for s in STATES if states[s]]
    if ("syncro-audit: %d accounts: %s\n" % (len(rows), ", ".join(parts))).encode() not in day.run.stderr:
        yield "it does not tell of %s: %s" % (dict(states), day.run.stderr.decode(errors="replace"))
    if overview["verdict"] != next(state for state in STATES if states[state]):
        yield "the overview's verdict is %s of %s" % (overview["verdict"], dict(states))
    seen = {part["account"] for job in overview["jobs"] for part in job["closes"]}
    if not seen <= day.finished():
        yield "the overview has jobs for %s" % sorted(seen - day.finished())


def hold_row(row, results, said):
    if not results:
        if sum(str(row["trouble"]) in line for line in said) != 1:
            yield "trouble %s, and what is told is %s" % (row["trouble"], said)
        if not row["trouble"] or row["verdict"] != "not-read" or row["reports"] or row["folder"]:
            yield "has no report, and is %s, trouble %s" % (row["verdict"], row["trouble"])
        return
    if row["trouble"] or row["folder"] != row["name"] or row["subdomain"] != results["account"]["subdomain"]:
        yield "trouble %s, folder %s, subdomain %s" % (row["trouble"], row["folder"], row["subdomain"])
    if len(row["reports"]) != 1 or row["verdict"] != results["verdict"]:
        yield "is %s with %d reports, not %s" % (row["verdict"], len(row["reports"]), results["verdict"])
        return
    told = row["reports"][0]
    for part in ("report_id", "verdict", "counts", "requests", "assessed_at"):
        if told[part] != results[part]:
            yield "%s is %s, not %s" % (part, told[part], results[part])
    said, found = ([(f["id"], f["verdict"], f["reason"]) for f in side["findings"]] for side in (told, results))
    if said != found or told["profile"]["id"] != results["profile"]["id"]:
        yield "other findings: %s" % said


def alone(report, base):
    """What it says, but for where it was read and when, and in what order the answers came."""
    raw = report.raw.replace(base.split("/")[2].encode(), b"HOST")
    return json.loads(raw, object_hook=lambda told: {key: told[key] for key in told if key not in OF_A_RUN})


def differences(one, other, place=""):
    """The places at which two trees differ."""
    if type(one) is not type(other) or not isinstance(one, (dict, list)):
        if one != other:
            yield "%s is %s, not %s" % (place, one, other)
    elif isinstance(one, dict):
        for key in one.keys() | other.keys():
            yield from differences(one.get(key), other.get(key), "%s/%s" % (place, key))
    elif len(one) != len(other):
        yield "%s has %d items, not %d" % (place, len(one), len(other))
    else:
        for number, pair in enumerate(zip(one, other)):
            yield from differences(*pair, "%s/%d" % (place, number))


def hold_member(part, report, said, reference):
    """One account by the answers of its own stand-in."""
    member, results = part.member, report.results
    hurried = bool(results) and results["finished_at"] != results["started_at"]
    oracle = oracle_of(part.case, part.server, part.attestations, hurried)
    report.status = report.asked.status(results) if results else 2
    complaints = []
    if results and member.trouble in ("unreachable", "another account"):
        complaints.append("has a report")
    if member.trouble == "another account" and not any("answers for the account" in line for line in said):
        complaints.append("another account answers, and that is not told: %s" % said)
    if member.trouble not in ("unreachable", "another account"):
        complaints += hold_faulty(part.case, report, oracle, "\n".join(said).encode(), reference)
    if results and member.trouble == "no fault" and reference.results:
        told, found = alone(report, part.base), alone(reference, reference.results["account"]["base_url"])
        complaints += ["other than alone: " + where for where in differences(told, found)]
    if results:
        complaints += replay_same(report, part.folder)
    stranger = [STRANGER] if part.case.profile == "jumpcloud-mtp" else []
    complaints += judge.secrets(report.out, {}, stranger)
    return ["%s: %s" % (member.name, c) for c in complaints], figures_of(oracle, report, report.status)


def hold_apart(day):
    """Nothing of one account with another."""
    told = {name: part.evidence() for name, part in day.parts.items()}
    for name in day.finished():
        marks = {mark for other, part in day.parts.items() if other != name for mark in part.marks()
                 if mark.encode() not in told[name]}
        yield from judge.secrets(day.reports[name].out, {}, sorted(marks), "%s: what is another's" % name)


def references_of(fleet):
    """Each account without faults and alone."""
    references, complaints = {}, []
    for member in fleet.members:
        references[member.name], found = in_folder(lambda folder, m=member: run_faultless(m.case(), folder))
        complaints += ["%s: %s" % (member.name, c) for c in found]
    return references, complaints


def go(fleet, references, folder):
    """Returns the complaints and the figures."""
    first = last = Day(fleet, folder, 0, False)
    complaints, before = list(first.complaints), set()
    if fleet.event == "stopped":
        before = first.finished()
        if first.run.status == STOPPED:
            complaints += hold_stopped(first)
        files = first.files(before)
        last = Day(fleet, folder, 1, True)
        complaints += last.complaints
        if last.files(before) != files:
            complaints.append("what was finished before is touched")
    statuses, figures = {}, collections.Counter()
    for name, report in last.reports.items():
        run = first if name in before else last
        if run.was_killed(name):
            first.killed -= 1
            if not report.results:
                statuses[name] = 2
                continue
        found, more = hold_member(run.parts[name], report, run.said_of(name), references[name])
        complaints += found
        figures.update(more)
        statuses[name] = report.status
    if first.killed < 0:
        complaints.append("more parts were killed than were")
    complaints += hold_day(last, statuses)
    complaints += hold_apart(last)
    tokens = [m.token for m in fleet.members]
    complaints += judge.secrets(first.out, {"%s %d" % (stream, i): getattr(day.run, stream) for i, day in enumerate(
        (first, last)) for stream in ("stdout", "stderr")}, SECRETS + tokens)
    figures.update(["extra %d accounts" % len(fleet.members), "extra status %s" % first.run.status] +
                   ["extra " + m.trouble for m in fleet.members])
    if fleet.event:
        figures["extra " + fleet.event] += 1
    figures["extra finished before"] += len(before)
    return complaints, figures


def shrink(fleet, references):
    """Leaves out one account after the other, as long as something is still wrong."""
    for member in list(fleet.members):
        needed = {m.other for m in fleet.members}
        if len(fleet.members) > 1 and member not in needed:
            fewer = fleet.without(member.place)
            if in_folder(lambda folder: go(fewer, references, folder))[0]:
                fleet = fewer
    return fleet


def try_fleet(seed, keep):
    """The complaints, the figures, and what was drawn that matters."""
    fleet = Fleet(seed)
    references, complaints = references_of(fleet)
    found, figures = in_folder(lambda folder: go(fleet, references, folder), keep)
    if found:
        fleet = shrink(fleet, references)
    return complaints + found, figures, fleet.told()
