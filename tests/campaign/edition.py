"""Holds what may be handed over against the internal report that it is made of."""
import csv, os

ALIKE = ("verdict", "counts", "assessed_at", "profile")


def same(shown, internal):
    """Verdicts, numbers and changes are those of the account."""
    for part in ALIKE:
        if shown[part] != internal[part]:
            yield "the auditor's %s is %s, not %s" % (part, shown[part], internal[part])
    pairs = [[(f["id"], f["verdict"], f["reason"], f["change"]) for f in r["findings"]] for r in (shown, internal)]
    if pairs[0] != pairs[1]:
        yield "the auditor's findings are others: %s" % [a for a, b in zip(*pairs) if a != b]
    for part in ("total", "active", "disabled", "complete"):
        if shown["customers"][part] != internal["customers"][part]:
            yield "the auditor's customers differ: %s" % part
    if any("work" in finding for finding in shown["findings"]):
        yield "the auditor's findings tell who works on them"
    if shown["edition"] != "auditor":
        yield "the auditor's edition is called %s" % shown["edition"]


def rows(shown, internal):
    """All customers."""
    for part in ("list", "issues"):
        told, found = ([(r.get("id", r.get("customer_id")), r.get("kind")) for r in side["customers"][part]]
                       for side in (shown, internal))
        if told != found:
            yield "the auditor is shown the customers' %s %s" % (part, told)


def addresses(account):
    found = {u["email"] for u in account.details} | {c["email"] for c in account.customers} | {account.me["user_email"]}
    return {address.casefold() for address in found if address and "@" in address.strip("@")}


# What another record may change of one; a business name is its own.
OPEN = {"JC-5.2": "duplicate-name", "JC-5.4": "no-recurring-invoice", "JC-5.5": "email-is-user"}


def is_open(finding):
    return finding["verdict"] == "unknown" or any(o["verdict"] == "unknown" for o in finding["observations"])


def sheets(index, results):
    """What each active customer is told it comes to: in order is only what was looked at."""
    with open(index, encoding="utf-8-sig", newline="") as file:
        rows = {int(row["id"]): row["outcome"] for row in csv.DictReader(file)}
    if set(rows) != {row["id"] for row in results["customers"]["list"] if row["active"] is True}:
        yield "sheets are for others than the active customers"
    left = {OPEN[f["id"]] for f in results["findings"] if f["id"] in OPEN and is_open(f)}
    troubled = {issue["customer_id"] for issue in results["customers"]["issues"] if not issue["waived"]}
    told = {(issue["customer_id"], issue["kind"]) for issue in results["customers"]["issues"]}
    for customer, outcome in rows.items():
        # What is known of the customer and accepted is not open any more.
        unseen = [kind for kind in left if (customer, kind) not in told]
        wanted = "not-ready" if customer in troubled else "inconclusive" if unseen else "ready"
        if outcome != wanted:
            yield "the sheet of customer %d says %s, not %s" % (customer, outcome, wanted)


def hidden(folder, addresses):
    """Nothing of what may not be told, in small letters, no evidence, and nothing to fill in."""
    for name in ("evidence", "attestations.todo.json", "work.xlsx"):
        if os.path.lexists(os.path.join(folder, name)):
            yield "the auditor's folder holds %s" % name
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read().casefold()
        yield from ("the auditor's %s tells the address %s" % (name, s) for s in sorted(addresses) if s in text)
