"""The person who fills in attestations.todo.json: what lasts must not keep an account from a verdict for ever."""
import random
import re
import asking
import draw

WORD = {"attested_by": "Petra Vogelsang, Operations Lead", "attested_on": "2026-11-20", "valid_until": "2027-11-20"}
OTHER = {"server-error": "malformed", "malformed": "server-error"}


def fill(seed, todo, attested, results, needed):
    """(attestations, whether they are honest): at times they say another number, or another fault."""
    r = random.Random("campaign person %d" % seed)
    honest, filled = r.random() < 0.75, dict(attested or {})
    offered = {entry["requirement"] for entry in todo["attestations"]}  # who said that it fails takes it back
    filled["attestations"] = [said for said in filled.get("attestations", [])
                              if said["verdict"] != "fail" or said["requirement"] not in offered]
    for entry in todo["attestations"]:
        filled["attestations"].append(dict(entry, verdict="pass", statement="Seen.", **WORD))
    filled["attestations"] += warned(results)
    if "token" in todo:
        filled["token"] = dict(todo["token"], name="T", expires_on=None, complete=True,
                               permissions=sorted(set(draw.accounts.NEEDED) | needed), **WORD)
    if "customers" in todo:
        filled["customers"] = dict(todo["customers"], total=results["customers"]["total"], **WORD)
    return filled if honest else tampered(filled), honest


def warned(results):
    """Nobody is asked about what only warns; who speaks of it all the same decides nothing."""
    return [dict(WORD, requirement=f["id"], verdict="pass", statement="Seen.", stands_in_for=f["reason"])
            for f in results["findings"] if f["id"].startswith("JC-7.") and f["reason"] in OTHER]


def tampered(filled):
    for entry in filled["attestations"]:
        if "stands_in_for" in entry:
            entry["stands_in_for"] = OTHER[entry["stands_in_for"]]
    for entry in (filled.get("token") or {}).get("stands_in_for", []):
        entry["reason"] = OTHER[entry["reason"]]
    if "customers" in filled:
        filled["customers"] = dict(filled["customers"], total=filled["customers"]["total"] + 1)
    return filled


LISTS = ("/users", "/customers", "/schedules")
# What a check looks at of the account, beside the requests that show a permission: each of those is named by itself.
READS = {
    "user-exists": ("/users", "owner"), "permission": ("owner",), "least-privilege": ("owner",),
    "global-admins": ("/users", "/users/{id}"), "customers-readable": ("/customers",),
    "customers-unique-names": ("/customers",), "customers-have-names": ("/customers",),
    "customers-have-email": ("/customers",), "email-exists": ("/customers",), "custom-field": ("/customers",),
    "group-access-type": ("owner",), "token-owner": ("owner",), "account-setting": ("look",), "product-exists": ("look",),
    "customers-billable": ("/customers", "/schedules"), "emails-distinct": ("/users", "/users/{id}", "/customers"),
}


def lost_of(part, results, evidence):
    """The faults that kept a part of the account from being read whole."""
    if part in LISTS:
        return {s["reason"] for s in results["sources"] if s["path"] == part and not s["complete"] and
                "permission" not in s and "api" not in s}
    whose = r"/users/\d+" if part == "/users/{id}" else "/users/%s" % evidence.user
    asked = [a for a in evidence.final.values() if re.fullmatch(whose, a.path)]
    return {a.trouble() or "lost" for a in asked if not answered(a)}


def answered(answer):
    """Read, refused, or there is no such user."""
    return answer.granted() or answer.refused() or (answer.status == 404 and not answer.lost and not answer.html)


def lost_look(check, evidence):
    """The fault of what was looked up for a check; one that came and says nothing is malformed by itself."""
    path = asking.place_of(check, evidence.user)
    path = asking.search_of(check) if path == "/products" else path
    asked = [a for (_, target), a in evidence.final.items() if path in (target, a.path)]
    return {a.trouble() or "lost" for a in asked if not a.usable() and not a.refused()}


def lost_by(check, results, evidence):
    parts = READS.get(check["kind"], ())
    return set().union(*(lost_look(check, evidence) if part == "look" else lost_of(part, results, evidence) for part in parts))


def still_open(results, profile, overstated, evidence):
    """What nothing that a person can do decides, where the verdict needs it."""
    if overstated and not results["customers"]["complete"]:
        yield "the list of customers only announces too much, and stays incomplete whatever a person does"
    mandatory = {r["id"]: r["check"] for r in profile["requirements"] if r["mandatory"]}
    for f in results["findings"]:
        if f["id"] not in mandatory or (f["verdict"] != "manual" and f["reason"] not in OTHER):
            continue
        # A finding names one fault, and is left open where what it looks at met another one: what was cut, lost on
        # the way or refused is asked for again, never stood in for, and must not hide behind it.
        if f["verdict"] == "manual" or lost_by(mandatory[f["id"]], results, evidence) <= {f["reason"]}:
            yield "%s stays %s (%s) whatever a person does: %s" % (f["id"], f["verdict"], f["reason"], f["summary"])
