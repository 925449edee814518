"""Holds a report folder against the oracle, and against itself. Each function yields complaints."""
import hashlib, json, os, re, stat, subprocess, zipfile
from evidence import flag
from oracle import ANY

# Faults that change what is said and not just whether it can be understood: another account would answer
# the same, so the faultless run does not bind. The oracle, which reads what was delivered, still does.
LIES = {"field", "null-fields", "controls", "echo-token", "string-ids", "overlap", "shift", "vanish", "repeat-page",
        "meta-none", "no-first", "no-last"}


def findings(results, oracle):
    said = {f["id"]: f for f in results["findings"]}
    for requirement in oracle.profile["requirements"]:
        finding, may = said.pop(requirement["id"], None), oracle.may_be(requirement)
        if not finding:
            yield "%s is not there" % requirement["id"]
        elif finding["verdict"] not in ANY and finding["verdict"] not in may:
            yield "%s is %s, the evidence carries %s: %s" % (
                finding["id"], finding["verdict"], "/".join(sorted(may)) or "nothing", finding["summary"])
        elif finding["verdict"] == "unknown" and not finding["reason"]:
            yield "%s is unknown without a reason" % finding["id"]
    for left in said:
        yield "%s is no requirement" % left


def permissions(results, oracle):
    for p in results["permissions"]:
        known = oracle.rights.get(p["name"]) or oracle.token_attests(p["name"])  # of a name that nobody knows a person tells
        yes, no = known[:2] if oracle.e.me else (False, False)
        if (p["granted"] == "yes" and not yes) or (p["granted"] == "no" and not no):
            yield "permission %s is %s, which the evidence does not carry (%s)" % (p["name"], p["granted"], p["source"])
        want = {"yes": "ok" if p["needed"] else "excess", "no": "missing" if p["needed"] else "unknown"}
        if p["class"] != want.get(p["granted"], "unknown") or p["needed"] != (p["name"] in oracle.asked_for):
            yield "permission %s has the wrong class %s" % (p["name"], p["class"])


def people(results, oracle):
    e = oracle.e
    for user in results["users"]:
        admin = e.admin(user["id"])
        if user["global_admin"] is True and admin is not True:
            yield "user %s is called a Global Admin" % user["id"]
        if user["global_admin"] is False and admin is not False:
            yield "user %s is called no Global Admin" % user["id"]
        if user["id"] not in e.named and user["id"] not in e.details and user["id"] != e.user:
            yield "user %s was told of by nobody" % user["id"]
    for group in results["security_groups"]:
        for member in group["members"]:
            if not [g for g in oracle.groups_of(member) if clean(g) == clean(group["name"])]:
                yield "user %s is put into the group %s" % (member, group["name"])


def clean(name):
    return "".join(c for c in name if c.isalnum())


def customers(results, oracle):
    told, rows = results["customers"], oracle.customers.rows
    if told["complete"] and not oracle.customers.complete:
        yield "the customers are called complete"
    if told["total"] > len(rows) or told["active"] > len(oracle.active):
        yield "more customers than were delivered: %d" % told["total"]
    if told["disabled"] > sum(flag(r.get("disabled")) is True for r in rows.values()):
        yield "more disabled customers than were delivered"
    may = {"duplicate-name": oracle.same_names()[0], "no-business-name": oracle.nameless(oracle.active),
           "no-recurring-invoice": oracle.unbilled(), "email-is-user": oracle.looping(oracle.active)}
    for issue in told["issues"]:
        if issue["customer_id"] not in may[issue["kind"]]:
            yield "customer %s: %s, which the evidence does not carry" % (issue["customer_id"], issue["kind"])


def sources(results, oracle):
    for source in results["sources"]:
        if "permission" in source:
            yield from probe(source, oracle.e)
        known = oracle.e.lists.get(source["path"])
        if "api" in source or not known or "permission" in source:
            continue
        if source["complete"] and not known.complete:
            yield "%s is called complete" % source["path"]
        if not source["complete"] and not source["reason"]:
            yield "%s is not complete and no reason is given" % source["path"]
        if source["records"] > len(known.rows):
            yield "%s has %d records, %d were delivered" % (source["path"], source["records"], len(known.rows))


def portal(results, oracle):
    """What the vendor's portal delivered whole, and nothing of it in a report that did not ask."""
    p = oracle.portal
    whole = {"/providers/{id}/administrators": p.admins.complete and p.admins.rows,
             "/providers/{id}/integrations": p.integrations.complete,
             "/integrations/syncro/{id}": p.details, "/integrations/syncro/{id}/mappings": p.whole} if p else {}
    for source in results["sources"]:
        if "api" in source and source["complete"] and not whole.get(source["path"]):
            yield "the portal's %s is called complete" % source["path"]


def probe(source, e):
    """One request that shows a permission: it is decided only by an answer that decides."""
    answers = e.of(source["method"], source["path"])
    write = source["method"] != "GET"
    yes = any(a.granted() or (write and a.usable()) or a.status in (400, 404, 422) and not a.lost and not a.html for a in answers)
    no = e.refusals_stand and any(a.refused() for a in answers)
    if {"yes": not yes, "no": not no}.get(source["granted"], source["complete"]):
        yield "%s %s says %s, which no answer carries" % (source["method"], source["path"], source["granted"])


def arithmetic(results, oracle):
    counts = dict.fromkeys(results["counts"], 0)
    overall = "ready"
    mandatory = {r["id"]: r["mandatory"] for r in oracle.profile["requirements"]}
    for f in results["findings"]:
        counts[f["verdict"]] += 1
        counts["waived"] += f["waiver"] is not None
        good = f["verdict"] in ("pass", "notapplicable") or (f["waiver"] and f["verdict"] in ("fail", "manual"))
        if f["waiver"] and f["verdict"] == "unknown":
            yield "%s is unknown and waived" % f["id"]
        hidden = f["waiver"] and any(o["verdict"] == "unknown" for o in f["observations"])
        if not mandatory[f["id"]] or (good and not hidden):
            continue
        bad = f["verdict"] == "fail" and not f["waiver"]
        overall = "not-ready" if bad or overall == "not-ready" else "inconclusive"
    if counts != results["counts"]:
        yield "the counts are %s, not %s" % (results["counts"], counts)
    if overall != results["verdict"]:
        yield "the verdict is %s, the findings say %s" % (results["verdict"], overall)


def repeated(evidence, hurried):
    """A GET that comes empty or cut is sent once more, and no further."""
    runs = {}
    for answer in evidence.lines + evidence.portal:
        if answer.method == "GET":
            runs.setdefault(answer.target, []).append(answer)
    for target, answers in runs.items():
        cut = "".join("x" if a.cut() else "." for a in answers)
        if "xxx" in cut:
            yield "%s came cut twice and was asked for again" % target
        packed = answers[-1].fault == "long"  # half of what may be compressed shows nothing of its end
        if cut.endswith("x") and "xx" not in cut and len(cut) < 5 and not hurried and not packed:
            yield "%s came cut and was not asked for again" % target


def lies(evidence):
    """Whether an answer was a lie that an honest account could have told."""
    if evidence.opening and evidence.opening.status == 401:
        return True
    if any(answer.lost for answer in evidence.portal):  # nobody there: a person is asked
        return True
    for answer in evidence.lines + evidence.portal:
        plausible = answer.fault == "status" and answer.status in (400, 401, 403, 404, 422)
        if answer.fault in LIES or plausible:
            return True
    return False


def no_better(results, reference):
    """Faults that do not lie: the faultless verdict, or less."""
    before = {f["id"]: f["verdict"] for f in reference["findings"]}
    for f in results["findings"]:
        if f["verdict"] not in ANY and f["verdict"] != before[f["id"]]:
            yield "%s is %s, without faults it is %s: %s" % (f["id"], f["verdict"], before[f["id"]], f["summary"])


def folder(path, write_everything):
    """Nothing half written, nothing left over, hashes right, modes right."""
    manifest = json.load(open(os.path.join(path, "manifest.json")))
    listed = {f["name"]: f for f in manifest["files"]}
    found = set()
    for base, _, names in os.walk(path):
        if stat.S_IMODE(os.stat(base).st_mode) != 0o700:
            yield "%s is open to others" % base
        found |= {os.path.relpath(os.path.join(base, name), path) for name in names}
    if found - {"manifest.json"} != set(listed):
        yield "files and manifest differ: %s" % sorted((found - {"manifest.json"}) ^ set(listed))
    for name in found - {"manifest.json"}:
        data = open(os.path.join(path, name), "rb").read()
        if os.path.basename(name) == "work.xlsx":
            if listed.get(name) != {"name": name, "editable": True}:
                yield "%s is not listed as editable alone" % name
        elif name in listed and (hashlib.sha256(data).hexdigest(), len(data)) != (
                listed[name]["sha256"], listed[name]["size"]):
            yield "%s does not have the hash of the manifest" % name
        if stat.S_IMODE(os.stat(os.path.join(path, name)).st_mode) != 0o600:
            yield "%s is open to others" % name
    wanted = {"results.json", "attestations.todo.json"} | ({"report.pdf", "report.xlsx", "work.xlsx"} if write_everything else set())
    if {n for n in found if "/" not in n} - {"manifest.json"} != wanted:
        yield "the folder holds %s" % sorted(found)


def secrets(path, texts, words, what="a secret"):
    """No secret in a file, in what is packed in it, or in what was printed."""
    pattern = re.compile(b"|".join(re.escape(w.encode()) for w in words) or rb"(?!)")  # of no words: nothing
    for where, data in texts.items():
        if pattern.search(data):
            yield "%s stands in %s" % (what, where)
    for base, _, names in os.walk(path):
        for name in names:
            file = os.path.join(base, name)
            for data in unpacked(file):
                if pattern.search(data):
                    yield "%s stands in %s" % (what, os.path.relpath(file, path))


def unpacked(file):
    yield open(file, "rb").read()
    if file.endswith(".xlsx"):
        with zipfile.ZipFile(file) as book:
            yield from (book.read(name) for name in book.namelist())
    elif file.endswith(".pdf"):
        yield subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout
