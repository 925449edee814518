"""Runs the program and the stand-in: once, with what an account asks for, and what is wrong with a run by itself."""
import collections, json, os, shutil, signal, socket, subprocess, tempfile, time
import draw, judge, portal
from conclusion import Asked
from evidence import Evidence
from oracle import Oracle

ROOT = draw.ROOT
PROGRAM = os.path.abspath(os.environ.get("SYNCRO_AUDIT", os.path.join(ROOT, "syncro-audit")))
STANDIN = os.path.abspath(os.environ.get("STANDIN", os.path.join(ROOT, "build", "standin")))
TOKEN = "standin-token-0123456789"
KEY = "standin-mtp-key-0123456789"
SECRETS = [TOKEN, KEY] + ["STANDIN-SECRET-" + word for word in ("USER-TOKEN", "PORTAL", "PDF")]
STRANGER = "STANDIN-SECRET-EXCESS"  # a row of a list that only an excess probe asks for
GRACE = 30  # seconds beyond the budget, on a machine with other things to do
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "America/New_York", "LC_ALL": "C.UTF-8",
               "SYNCRO_AUDIT_TEMPLATES": os.path.join(ROOT, "templates"), "SOURCE_DATE_EPOCH": "1795508100",
               "SYNCRO_API_TOKEN": TOKEN, "JUMPCLOUD_API_KEY": KEY, "ASAN_OPTIONS": "exitcode=99",
               "UBSAN_OPTIONS": "print_stacktrace=1"}


class Server:
    def __init__(self, folder, name, case, faults, token=TOKEN):
        self.log, self.bodies = os.path.join(folder, name + ".log"), os.path.join(folder, name + ".bodies")
        os.mkdir(self.bodies)
        plan = os.path.join(folder, name + ".plan")
        with open(plan, "w") as out:
            out.write("\n".join(faults) + "\n")
        held = os.path.join(folder, "permissions")
        with open(held, "w") as out:
            out.write("\n".join(sorted(case.permissions)) + "\n")
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", STANDIN, os.path.join(folder, "account"), "--token", token,
             "--log", self.log, "--bodies", self.bodies, "--faults", plan, "--permissions", "@" + held] + case.standin,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
        self.base = self.process.stdout.readline().strip()
        if not self.base:
            raise RuntimeError("the stand-in does not start: " + self.process.stderr.read())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate()


def stat_of(process):
    """State, parent, group, session and so on; nothing when it is gone."""
    try:
        with open("/proc/%s/stat" % process) as stat:
            return stat.read().rpartition(")")[2].split()
    except OSError:
        return []


PARENT, SESSION = 1, 3


def running(column, number):
    """Processes of that parent, or session, that have not ended."""
    every = ((entry, stat_of(entry)) for entry in os.listdir("/proc") if entry.isdigit())
    return [int(entry) for entry, fields in every if fields and fields[column] == str(number) and fields[0] not in "ZX"]


class Process:
    """The program at its end. `meanwhile` is called with it once it runs."""

    def __init__(self, arguments, runtime, limit, meanwhile=None, ends=(0, 1, 2, 3)):
        self.complaints = []
        os.mkdir(runtime, 0o700)  # no other run's requests count
        began = time.monotonic()
        # On a machine with much else to do, what is slow does not hang.
        limit *= max(1, int(os.getloadavg()[0] / os.cpu_count()))
        process = subprocess.Popen([PROGRAM] + arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=dict(ENVIRONMENT, XDG_RUNTIME_DIR=runtime),
                                   start_new_session=True)
        if meanwhile:
            meanwhile(process)
        try:
            self.stdout, self.stderr = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            fields = stat_of(process.pid)
            os.killpg(process.pid, signal.SIGKILL)
            self.stdout, self.stderr = process.communicate()
            self.complaints.append("still running after %d s: state %s, %s and %s ticks of processor" % (
                limit, fields[0], fields[11], fields[12]))
        self.seconds, self.status = time.monotonic() - began, process.returncode
        for one in running(SESSION, process.pid):
            os.kill(one, signal.SIGKILL)
            self.complaints.append("a process is left behind")
        if self.status not in ends:
            self.complaints.append("status %s" % self.status)
        if b"Sanitizer" in self.stderr or b"runtime error" in self.stderr:
            self.complaints.append("a sanitizer speaks: %s" % self.stderr.decode(errors="replace"))
        if self.status == 2 and not self.stderr:
            self.complaints.append("status 2 without a word")


class Report:
    """The folder `out` of one account and profile, if there is one: what was asked for, and what came of it."""

    results, raw = None, b""

    def __init__(self, out, asked):
        self.out, self.asked = out, asked
        if os.path.exists(os.path.join(out, "manifest.json")):
            with open(os.path.join(out, "results.json"), "rb") as file:
                self.raw = file.read()
            self.results = json.loads(self.raw)


class Run(Process, Report):
    """One run that makes a report, and what is wrong with it by itself."""

    def __init__(self, arguments, out, limit, asked=Asked()):
        Process.__init__(self, arguments + ["--out", out], out + ".runtime", limit)
        Report.__init__(self, out, asked)
        self.complaints += self.look()

    def look(self):
        if self.status == 2 and os.path.lexists(self.out):
            yield "status 2, and a folder"
        if self.status in (0, 1, 3) and not self.results:
            yield "status %d without a report" % self.status
        if self.results and self.asked:
            yield from self.asked.complaints(self)


def options_of(case, folder, base, budget):
    """The options of an audit by their names, and the attestations."""
    attestations, waivers = case.inputs()
    options = {"subdomain": case.account.subdomain, "base-url": base, "rate": case.rate, "profile": case.profile_in(folder),
               "concurrency": case.concurrency, "time-budget": budget,
               "format": "xlsx,pdf,json" if case.everything else "json"}
    for name, value in (("attestations", attestations), ("waivers", waivers)):
        if value is not None:
            options[name] = os.path.join(folder, name + ".json")
            with open(options[name], "w") as out:
                json.dump(value, out)
    if case.portal:
        options["mtp-provider"], options["mtp-base-url"] = portal.PROVIDER, base.replace("/api/v1", portal.ROOT)
    if case.write_probes:
        options["write-probes"] = True
    return options, attestations


def arguments_of(case, folder, base, budget):
    options, attestations = options_of(case, folder, base, budget)
    arguments = ["audit"]
    for name, value in options.items():
        arguments += ["--" + name] if value is True else ["--" + name, str(value)]
    return arguments, attestations


def oracle_of(case, server, attestations, hurried):
    return Oracle(case, Evidence(server.log, server.bodies), case.prerequisites(), draw.CATALOGUE, attestations, hurried)


def requirement(oracle, wanted):
    return next(r for r in oracle.profile["requirements"] if r["id"] == wanted)


def hold(case, run, oracle):
    """Everything that must hold of a run with a report. When the budget ended nobody but the program knows whether it
    received what was sent last: of two readings of a list it must agree with one."""
    complaints = list(hold_to(case, run, oracle))
    if complaints and oracle.hurried and not list(hold_to(case, run, oracle.belated())):
        return []
    return complaints


def hold_to(case, run, oracle):
    for part in (judge.findings, judge.permissions, judge.people, judge.customers, judge.sources, judge.portal,
                 judge.arithmetic):
        yield from part(run.results, oracle)
    yield from judge.repeated(oracle.e, oracle.hurried)
    yield from judge.folder(run.out, case.everything)


def hold_faulty(case, run, oracle, told, reference):
    """What must hold of a run with faults, of which `told` was said on standard error."""
    if any("MUTATION" in answer.notes for answer in oracle.e.lines + oracle.e.portal):
        yield "a request could have changed something"
    late = b"time" in told  # sent, but on a busy machine not received within the budget
    if not run.results and not late and any(a.status and not a.lost for a in oracle.e.lines[:1]):
        yield "/me was answered, and there is no report: %s" % told.decode(errors="replace")
    if run.results:
        yield from hold(case, run, oracle)
        if reference.results and not judge.lies(oracle.e):
            yield from judge.no_better(run.results, reference.results)


def run_faultless(case, folder):
    case.rate, case.everything = 0, False
    case.write_evidence(os.path.join(folder, "account"))
    server = Server(folder, "faultless", case, [])
    arguments, attestations = arguments_of(case, folder, server.base, 60)
    run = Run(arguments, os.path.join(folder, "faultless"), 60 + GRACE)
    server.stop()
    oracle = oracle_of(case, server, attestations, False)
    complaints = list(run.complaints)
    if run.results:
        complaints += hold(case, run, oracle)
        complaints += ["%s is unknown: %s" % (f["id"], f["summary"]) for f in run.results["findings"]
                       if f["verdict"] == "unknown" and not requirement(oracle, f["id"])["check"]["kind"].startswith(
                           "warn-") and oracle.may_be(requirement(oracle, f["id"]))]
    return run, ["without faults: " + c for c in complaints]


def replay_same(run, folder):
    again = Run(["replay", run.out, "--format", "json"] + run.asked.arguments(folder, True),
                os.path.join(folder, "replayed"), 60, run.asked)
    yield from ("replay: " + c for c in again.complaints)
    if again.status != run.status or again.raw != run.raw:
        yield "replay gives something else: status %s after %s" % (again.status, run.status)


def figures_of(oracle, run, statuses):
    """For the table at the end."""
    answers = oracle.e.lines + oracle.e.portal
    figures = collections.Counter({"requests": len(answers), "status %s" % statuses: 1})
    figures.update("fault " + a.fault + (" %d" % a.status if a.fault == "status" else "") for a in answers if a.fault)
    if run.results:
        figures.update("with " + f["verdict"] for f in run.results["findings"])
        figures["binding"] += not judge.lies(oracle.e)
        figures["withheld"] += sum(f["verdict"] == "unknown" and bool(oracle.may_be(requirement(oracle, f["id"])))
                                   for f in run.results["findings"])
    return figures


def in_folder(function, keep=None):
    folder = tempfile.mkdtemp(prefix="campaign-")
    try:
        return function(folder)
    finally:
        if keep:
            shutil.copytree(folder, keep, dirs_exist_ok=True)
        shutil.rmtree(folder)


class Bait:
    """Where no request may ever go."""

    def __init__(self):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(64)
        self.socket.setblocking(False)
        self.address = "http://127.0.0.1:%d/api/v1/me" % self.socket.getsockname()[1]

    def into(self, faults):
        return [fault.replace("BAIT", self.address) for fault in faults]

    def complaints(self):
        """At the end of its use."""
        try:
            self.socket.accept()[0].close()
            return ["a redirect was followed"]
        except BlockingIOError:
            return []
        finally:
            self.socket.close()
