"""Holds what may be handed over against the internal report that it is made of."""
import os

ALIKE = ("verdict", "counts", "assessed_at", "profile")


def same(shown, internal):
    """Verdicts, numbers and changes are those of the account."""
    for part in ALIKE:
        if shown[part] != internal[part]:
            yield "the client's %s is %s, not %s" % (part, shown[part], internal[part])
    pairs = [[(f["id"], f["verdict"], f["reason"], f["change"]) for f in r["findings"]] for r in (shown, internal)]
    if pairs[0] != pairs[1]:
        yield "the client's findings are others: %s" % [a for a, b in zip(*pairs) if a != b]
    for part in ("total", "active", "disabled", "complete"):
        if shown["customers"][part] != internal["customers"][part]:
            yield "the client's customers differ: %s" % part
    if shown["edition"] != "client":
        yield "the client's edition is called %s" % shown["edition"]


def rows(shown, internal, only):
    """All customers, or the one that was asked for and no other."""
    for part in ("list", "issues"):
        told, found = ([(r.get("id", r.get("customer_id")), r.get("kind")) for r in side["customers"][part]]
                       for side in (shown, internal))
        if told != [row for row in found if not only or row[0] == only]:
            yield "the client is shown the customers' %s %s" % (part, told)
    for row in shown["changes"]["rows"] if shown["changes"] and only else []:
        if row["kind"].startswith("customer") and row["id"] != only:
            yield "the client is shown what changed of customer %s" % row["id"]
    if (shown["only_customer"] or 0) != only:
        yield "the client is shown only %s" % shown["only_customer"]


def addresses(account):
    found = {u["email"] for u in account.details} | {c["email"] for c in account.customers} | {account.me["user_email"]}
    return {address.casefold() for address in found if address}


def other_names(sides, only):
    """Names of several words that other customers had when they were read, and nobody else has."""
    told = [c for side in sides if side for c in side["customers"]["list"]]
    stays = " ".join([c["name"] for c in told if c["id"] == only] + [u["name"] for side in sides if side
                                                                     for u in side["users"]]).casefold()
    names = {c["name"].casefold().strip() for c in told if c["id"] != only}
    return {name for name in names if " " in name and name not in stays}


def hidden(folder, words):
    """Nothing of what may not be told, and no evidence. Words: {kind: texts in small letters}"""
    if os.path.lexists(os.path.join(folder, "evidence")):
        yield "the client's folder holds evidence"
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read().casefold()
        for kind, secrets in words.items():
            yield from ("the client's %s tells the %s %s" % (name, kind, s) for s in sorted(secrets) if s in text)
