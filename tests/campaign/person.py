"""The person who fills in attestations.todo.json: what lasts must not keep an account from a verdict for ever."""
import random
import draw

WORD = {"attested_by": "Petra Vogelsang, Operations Lead", "attested_on": "2026-11-20", "valid_until": "2027-11-20"}
OTHER = {"server-error": "malformed", "malformed": "server-error"}


def fill(seed, todo, attested, results, needed):
    """(attestations, whether they are honest): at times they say another number, or another fault."""
    r = random.Random("campaign person %d" % seed)
    honest, filled = r.random() < 0.75, dict(attested or {})
    filled["attestations"] = list(filled.get("attestations", []))
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


def still_open(results, profile, overstated):
    """What nothing that a person can do decides, where the verdict needs it."""
    if overstated and not results["customers"]["complete"]:
        yield "the list of customers only announces too much, and stays incomplete whatever a person does"
    # A finding names one fault, and is left open where a list met another one: what was cut, lost on the way or
    # refused is asked for again, never stood in for, and must not hide behind it.
    lost = {s["reason"] for s in results["sources"] if not s["complete"] and "permission" not in s}
    mandatory = {r["id"] for r in profile["requirements"] if r["mandatory"]}
    for f in results["findings"]:
        if f["id"] in mandatory and (
                f["verdict"] == "manual" or (f["reason"] in OTHER and lost <= {f["reason"]})):
            yield "%s stays %s (%s) whatever a person does: %s" % (f["id"], f["verdict"], f["reason"], f["summary"])
