"""What changed between two results.json files, derived by itself from the contract: matched by id and key,
verdicts within one profile and version, and nobody new or gone because a list was cut."""

WHOLE, PART, NOT_ASKED = "whole", "part", "not asked"
USERS, DETAILS, CUSTOMERS, SCHEDULES = "/users", "/users/{id}", "/customers", "/schedules"
TRI = {True: "yes", False: "no", None: "unknown"}
STATES = {True: "active", False: "disabled", None: "unknown"}


def words(name):
    return name.replace("-", " ")


def reach(results, path):
    """How far a list was read, as the report says it."""
    for source in results["sources"]:
        if source["path"] == path and not {"method", "permission", "api"} & set(source):
            return WHOLE if source["complete"] else NOT_ASKED if source["reason"] == "not-requested" else PART
    return PART


class Pair:
    """The two sides of a comparison. Records of a kind: (id, key, fields), a field of None is not compared."""

    def __init__(self, before, after):
        self.before, self.after = before, after
        self.same_profile = all(before["profile"][k] == after["profile"][k] for k in ("id", "version"))
        self.same_version = before["tool_version"] == after["tool_version"]
        self.detailed = not self.cut([DETAILS])

    def cut(self, paths):
        return self.cut_side(self.before, paths) or self.cut_side(self.after, paths)

    @staticmethod
    def cut_side(side, paths):
        return any(reach(side, path) == PART for path in paths)

    @staticmethod
    def number_only(user):
        """Whether nothing was delivered of a user but the number."""
        return not (user.get("gone") or user["name"] or user["email"] or user["groups"] or user["global_admin"] is not None)

    @staticmethod
    def open_side(side, kind):
        """Whether there may be more of a kind, though all lists were read."""
        return {"user": any(map(Pair.number_only, side["users"])),
                "customer-issue": any(o["verdict"] == "unknown" and o["object"] == "customers"
                                      for f in side["findings"] for o in f["observations"])}.get(kind, False)

    def asked_once(self, paths):
        return any((reach(self.before, path) == NOT_ASKED) != (reach(self.after, path) == NOT_ASKED) for path in paths)

    def permissions(self, side):
        return [(None, p["name"], (p["granted"], p["class"] if self.same_profile else None, p["proof"]))
                for p in side["permissions"]]

    def users(self, side):
        return [(u["id"], "", (u["name"], TRI[u["global_admin"]], u["email"] if self.detailed else None,
                               ", ".join(sorted(u["groups"])) if self.detailed else None)) for u in side["users"]
                if not u.get("gone") and not self.number_only(u)]

    def groups(self, side):
        return [(None, g["name"], (str(len(g["members"])), g["access_type"], ", ".join(sorted(g["permissions"]))))
                for g in side["security_groups"]]

    @staticmethod
    def addresses(customer):
        """Of the customer's own record; None: not told, or not known."""
        if customer.get("email") is None:
            return None
        texts = [customer["email"]] + [address["text"] for address in customer.get("addresses", [])]
        return ", ".join(sorted(filter(None, texts), key=str.encode))

    def customers(self, side):
        return [(c["id"], "", (c["name"], STATES[c["active"]], self.addresses(c))) for c in side["customers"]["list"]]

    def issues(self, side):
        return [(i["customer_id"], i["kind"], (words(i["kind"]), "yes" if i["waived"] else ""))
                for i in side["customers"]["issues"]]

    def state(self, waiver):
        unneeded = self.same_version and waiver.get("no_longer_needed")
        return "no longer needed" if unneeded else words(waiver["state"])

    def waivers(self, side):
        return [(None, " ".join(filter(None, (w["requirement"], w["object"]))),
                 (self.state(w), w["expires_on"], w["approved_by"], w["reason"])) for w in side["waivers"]]

    def attestations(self, side):
        return [(None, a["requirement"], (words(a["state"]), a["valid_until"], a["attested_by"]))
                for a in side["attestations"]]


# kind: the fields' names, the records, the lists that say who is there, those without which nothing can be told
KINDS = {
    "permission": (["granted", "class", "proof"], Pair.permissions, [], []),
    "user": (["name", "Global Admin", "e-mail", "security groups"], Pair.users, [USERS], []),
    "security-group": (["members", "access type", "permissions"], Pair.groups, [], [USERS, DETAILS]),
    "customer": (["name", "state", "e-mail"], Pair.customers, [CUSTOMERS], []),
    "customer-issue": (["issue", "accepted"], Pair.issues, [USERS, DETAILS, CUSTOMERS, SCHEDULES], []),
    "waiver": (["state", "expires on", "approved by", "reason"], Pair.waivers, [], []),
    "attestation": (["state", "valid until", "attested by"], Pair.attestations, [], []),
}


def by_key(records):
    found = {}
    for known, key, fields in records:
        found.setdefault((known, key), []).append(fields)
    for same in found.values():
        same.sort(key=lambda fields: [field or "" for field in fields])
    return found


FIRST_ALONE = ("permission",)  # where the first field differs, it says it all
SENTENCES = ("waiver", "attestation")  # whose sides are told in words


def changed(kind, names, before, after):
    """(what, before, after) of one thing on both sides; None if it is the same."""
    moved = [(what, b, a) for what, b, a in zip(names, before, after) if b is not None and a is not None and b != a]
    if kind in FIRST_ALONE and moved and moved[0][0] == names[0]:
        moved = moved[:1]
    if not moved:
        return None
    sides = [moved[0][1:] if len(moved) == 1 else
             tuple("; ".join("%s: %s" % (m[0], m[side]) for m in moved if m[side]) for side in (1, 2))]
    return (", ".join(m[0] for m in moved),) + ((None, None) if kind in SENTENCES else sides[0])


def rows_of(kind, names, was, now, added=True, removed=True):
    """The rows of a kind, one for each thing, as (kind, change, id, key, what, before, after)."""
    was, now = by_key(was), by_key(now)
    for known, key in {**was, **now}:
        old, new = was.get((known, key), []), now.get((known, key), [])
        for before, after in zip(old, new):
            told = changed(kind, names, before, after)
            if told:
                yield (kind, "changed", known, key) + told
        for change, told, more in (("removed", removed, len(old) - len(new)), ("added", added, len(new) - len(old))):
            yield from [(kind, change, known, key, "", None, None)] * (more if told else 0)


def finding_moved(was, now):
    """Whether something beside the verdict is otherwise."""
    def of(f):
        return f["reason"], f["waiver"] is not None, sorted((o["object"], o["verdict"]) for o in f["observations"])
    return of(was) != of(now)


def change_of(pair, was, now):
    if not pair.same_profile:
        return "not-comparable"
    if not was or not now:
        return "changed" if was else "new"
    named = {("pass", "fail"): "regressed", ("fail", "pass"): "fixed"}
    other = "none" if was["verdict"] == now["verdict"] and not finding_moved(was, now) else "changed"
    return named.get((was["verdict"], now["verdict"]), other)


def derive(before, after):
    """(changes: {requirement: change}, rows, kinds with a gap)"""
    pair, changes, rows, gaps = Pair(before, after), {}, [], set()
    was, now = ({f["id"]: f for f in side["findings"]} for side in (before, after))
    for known in {**was, **now}:
        changes[known] = change_of(pair, was.get(known), now.get(known))
    for kind, (names, records, lists, needed) in KINDS.items():
        none = pair.cut(needed) or pair.asked_once(lists + needed) or (
            kind == "customer-issue" and not pair.same_profile)
        short = [pair.cut_side(side, lists) or pair.open_side(side, kind) for side in (before, after)]
        if none or any(short):
            gaps.add(kind)
        if not none:
            rows += rows_of(kind, names, records(pair, before), records(pair, after),
                            added=not short[0], removed=not short[1])
    return changes, rows, gaps


def told_row(row):
    """A row of the report; what one that is new or gone was like is for a reader."""
    values = (row["before"], row["after"]) if (row["change"] == "changed" and
                                                row["kind"] not in SENTENCES) else (None, None)
    return (row["kind"], row["change"], row["id"], row["key"], row["what"]) + values


def agrees(before, after):
    """`changes` says what the two files say."""
    told, (changes, rows, gaps) = after["changes"], derive(before, after)
    if not told:
        yield "there is a baseline, and nothing is said of changes"
        return
    if bool(told["not_comparable"]) != (not Pair(before, after).same_profile):
        yield "not comparable is %r" % told["not_comparable"]
    if after["baseline"]["report_id"] != before["report_id"] or after["baseline"]["verdict"] != before["verdict"]:
        yield "another baseline is told of"
    if {f["id"]: f["change"] for f in told["findings"]} != changes:
        yield "the findings' changes are %s" % [(f["id"], f["change"], changes.get(f["id"])) for f in told["findings"]
                                                if f["change"] != changes.get(f["id"])]
    counts = {change: list(changes.values()).count(change) for change in told["counts"]}
    if counts != told["counts"] or any(f["change"] != changes[f["id"]] for f in after["findings"]):
        yield "the changes' counts are %s, not %s" % (told["counts"], counts)
    said, found = sorted(map(repr, map(told_row, told["rows"]))), sorted(map(repr, rows))
    if said != found:
        yield "rows of changes: told %s, found %s" % ([r for r in said if r not in found],
                                                      [r for r in found if r not in said])
    if {gap["kind"] for gap in told["not_compared"]} != gaps or not all(g["why"] for g in told["not_compared"]):
        yield "gaps of changes: %s, not %s" % (told["not_compared"], sorted(gaps))


def honest(after, oracle):
    """What was not seen is not gone, and what became unknown is no good news, whatever the lists are called."""
    for f in after["changes"]["findings"]:
        if f["after"] == "unknown" and f["before"] not in (None, "unknown") and f["change"] in ("fixed", "none"):
            yield "%s became unknown and is told as %s" % (f["id"], f["change"])
    groups = {name for user in oracle.e.details for name in oracle.groups_of(user)}
    possible = oracle.possible_issues()
    for row in after["changes"]["rows"]:
        kind, known, key = row["kind"], row["id"], row["key"]
        seen = {"user": known in oracle.users.rows or not oracle.users.complete,
                "customer": known in oracle.customers.rows or not oracle.customers.complete,
                "security-group": key in groups or not oracle.users.complete,
                "customer-issue": known in possible.get(key, ())}
        if row["change"] == "removed" and seen.get(kind):
            yield "%s %s %s is told as gone, which the evidence does not carry" % (kind, known, key)
