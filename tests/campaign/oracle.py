"""What the evidence of a run carries. Written from the contract and the documented prerequisites; it
looks at what was delivered (evidence.py) and says, for each finding, permission, user, group, issue and
source, which of the things that can be said may be said. That nothing is known may always be said."""
import re
import unicodedata
import asking
import portal
from evidence import UNCLEAR, Evidence, flag, identity, number, text

ANY = ("unknown", "manual")


def fold(value):
    return "" if value is UNCLEAR else " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def is_text(value):
    return text(value) is not UNCLEAR


def odd_name(row):
    """Whether what a customer is called cannot be told."""
    return "business_name" not in row or not all(
        is_text(row.get(field)) for field in ("business_name", "fullname", "firstname", "lastname"))


def addresses(row):
    """The texts of a customer that hold e-mail addresses; UNCLEAR among them where one is no text."""
    copies, contacts = row.get("invoice_cc_emails"), row.get("contacts") or []
    found = [row.get("email", UNCLEAR), row.get("notification_email")]
    found += copies if isinstance(copies, list) else [copies]
    if not isinstance(contacts, list):
        return found + [UNCLEAR]
    return found + [c.get("email") if isinstance(c, dict) else UNCLEAR for c in contacts]


def odd_address(row):
    return not all(value is not UNCLEAR and is_text(value) for value in addresses(row))


def taken_apart(value):
    """The addresses in a text: in brackets if there are any, else every word with an @."""
    found = []
    for part in re.split(r'[,;\r\n](?=(?:[^"]*"[^"]*")*[^"]*$)', value):
        bracketed = re.findall(r"<([^>]*)>", re.sub(r'"[^"]*"', "", part))
        found += bracketed[:1] or [word for word in re.split(r"""[\s"'()\[\]<>:]+""", part) if "@" in word]
    return {fold(address) for address in found}


def constant_words(said):
    """What stays the same whatever was asked for and whenever: no ids, times and paths."""
    return [word for word in said.split(" ") if word and not re.search("[0-9/]", word)]


def recurs(line):
    """Whether a line of a recurring invoice is one to write a quantity to; None: cannot be told."""
    if not isinstance(line, dict):
        return None
    once = line.get("one_time_charge")
    return True if once is None or once is False else False if once is True else None


def is_filled(value):
    """Whether something stands in a custom field; None where it may be a box that is not ticked."""
    found = [is_filled_value(v) for v in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value])]
    return True if True in found else None if None in found else False


def is_filled_value(value):
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return bool(value)
    if value == 0 or str(value).lower() in ("0", "f", "false", "off"):
        return None
    return bool(str(value).strip())


def product(row):
    """(names and SKUs that it shows, whether all of it is as documented)"""
    told = {"name": set(), "sku": set()}
    if not isinstance(row, dict) or "name" not in row or not is_text(row["name"]) or row.get("disabled") not in (True, False, None) or (
            isinstance(row.get("disabled"), int) and not isinstance(row["disabled"], bool)):
        return told, False
    if row.get("disabled"):
        return told, True
    skus = row.get("product_skus") or []
    told["name"].add(fold(text(row["name"])))
    found = [s.get("sku") if isinstance(s, dict) else None for s in skus] if isinstance(skus, list) else []
    told["sku"] |= {fold(s) for s in found if isinstance(s, str)}
    return told, isinstance(skus, list) and all(s is None or isinstance(s, str) for s in found)


def fields_of(record):
    """The custom fields of a customer or a contact; None where it does not tell them."""
    properties = record.get("properties") if isinstance(record, dict) else None
    return properties if isinstance(properties, dict) else None


def is_odd(row):
    """Whether something of a customer that these checks look at is not as documented."""
    contacts = row.get("contacts") if isinstance(row.get("contacts"), list) else [None]
    return odd_address(row) or flag(row.get("disabled")) is UNCLEAR or any(fields_of(r) is None for r in [row] + contacts)


def is_all(tree, rows):
    """Whether a page of products says, or can be taken, to be the only one."""
    meta = tree.get("meta") if isinstance(tree.get("meta"), dict) else {}
    pages, entries = number(meta.get("total_pages")), number(meta.get("total_entries"))
    if "total_entries" in meta and (entries is None or entries > rows):
        return False
    return pages is not None and pages <= 1 if "total_pages" in meta else rows < 25


# Where the names of the account's settings stand.
SETTINGS = {"ticket-status": ("/tickets/settings", "ticket_status_list"), "problem-type": ("/settings", "ticket", "problem_types"),
            "priority": ("/settings", "ticket", "priorities")}
OF_RECORDS = ("customers-readable", "custom-field", "customers-have-email", "email-exists")
# What no answer shows, so that a person is asked; all else is seen, or it is not.
LEFT = ("attestation", "permission", "permission-family", "no-excess-permissions", "token-expiry", "mtp-billing-admin",
        "custom-field", "group-access-type", "token-owner")


class Oracle:
    def __init__(self, case, evidence, profile, catalogue, attestations, hurried):
        self.given = (profile, catalogue, attestations, hurried)
        self.case, self.e, self.profile = case, evidence, profile
        self.withheld = {}  # findings that a fault left unknown before a person spoke, with their reasons
        self.lost = {}  # what of the account each of them looks at and did not get: the faults
        self.hurried = hurried  # the budget ended: what was sent last may not have arrived
        self.catalogue = {p["name"]: p for p in catalogue}
        self.attested = attestations or {}
        self.asked_for = {n for r in profile["requirements"] for n in self.named(r["check"])}
        self.needed = {self.name(n) for r in profile["requirements"] for n in self.named(r["check"])}
        self.contradicted = set()  # permissions of which a request implies one thing and /me says another, or nothing
        self.complete_by_word(evidence.lists["/customers"])
        self.rights = {name: self.right(p) for name, p in self.catalogue.items()}
        self.customers, self.schedules = (evidence.lists[p] for p in ("/customers", "/schedules"))
        self.users = evidence.lists["/users"]
        self.portal = portal.Portal(evidence.portal, case.account.subdomain) if case.portal else None
        self.active, self.perhaps = [], []
        for known, row in sorted(self.customers.rows.items()):
            disabled = flag(row.get("disabled")) if isinstance(row, dict) else UNCLEAR
            if disabled is not True:
                self.perhaps.append((known, row))
            if disabled is False:
                self.active.append((known, row))

    def belated(self):
        """What it says where what was sent last of a list that is read again came after the end of the budget."""
        other = Oracle(self.case, Evidence(self.e.log, self.e.bodies, True), *self.given)
        other.withheld, other.lost = self.withheld, self.lost
        return other

    def complete_by_word(self, customers):
        """A person said how many customers there are, and that is how many came."""
        total = self.attested.get("customers") or {}
        if customers.overstated and total.get("total") == len(customers.rows):
            customers.complete = True

    def named(self, check):
        """The permissions of a check: one, several, or every member of a family."""
        family = [n for n, p in self.catalogue.items() if p["family"] == check.get("family")]
        return check.get("permissions", []) + [n for n in [check.get("permission")] if n] + family

    def right_for(self, check, name):
        """(may be yes, may be no) of the token or of its user; what the catalogue lacks is a person's word."""
        asks_user = check.get("global_admin_suffices") or check.get("of") == "user"
        if name not in self.catalogue:
            return self.groups_attest(name) if asks_user else self.token_attests(name)
        return self.user_right(name) if asks_user else self.rights[name][:2]

    def was_lost(self, name):
        """Whether a request that should show it did not, through a fault."""
        yes, no, asked = self.rights[name]
        return not yes and not no and (asked or self.unasked(self.catalogue[name]))

    def name(self, said):
        return said if said in self.catalogue else None

    # Permissions

    def right(self, permission):
        """(may be yes, may be no, was asked)"""
        e, probes, answers, yes, no = self.e, permission.get("probes", []), 0, False, False
        inferred = broken = False
        met = set()
        for probe in probes:
            path = "/" + probe["list"] if "list" in probe else probe["path"]
            found = sorted(e.lists[path].pages.values() if "list" in probe else
                           e.of(probe.get("method", "GET"), path), key=lambda a: a.page)
            answers += len(found)
            met |= {a.trouble() for a in found}
            refused = [a for a in found if self.refuses(a) or a.says(probe) is False]
            if "list" in probe:
                found = found[:1]
            ok = any((a.granted() and a.says(probe) is True) if probe.get("method", "GET") == "GET" else a.usable()
                     for a in found)
            no = no or bool(refused and not ok and e.refusals_stand)
            yes = yes or (ok and (not refused or self.hurried))
            for a in found:
                passed = not a.lost and isinstance(a.tree, dict) and (
                    (a.status == 404 and probe.get("not_found_grants") and self.is_there(path)) or
                    (a.status == 422 and any(t in a.said() for t in probe.get("invalid_grants", []))))
                inferred = inferred or bool(passed)
                silent = (probe.get("method", "GET") != "GET" and not a.lost and isinstance(a.tree, dict) and
                          a.status in (404, 422) and not probe.get("invalid_grants"))
                broken = broken or not (ok or refused or passed or silent)
            broken = broken or bool(refused and not no)
        declared = e.declared(permission)
        if declared is UNCLEAR or (inferred and declared is False):
            self.contradicted.add(permission["name"])
        if no:
            return False, True, True
        if yes:
            return True, False, True
        if broken:
            return self.stood_in(permission["name"], met) + (True,)
        if permission["name"] in self.contradicted and (inferred or answers or not self.unasked(permission)):
            return self.stood_in(permission["name"], {"malformed"}) + (inferred,)
        if inferred:
            return True, False, True
        if answers == 0 and self.unasked(permission):
            return self.stood_in(permission["name"], self.kept_from(probes)) + (False,)
        if declared is not None:
            return declared is True, declared is False, False
        return self.token_attests(permission["name"]) + (False,)

    def refuses(self, answer):
        """Whether it is a word on a permission: not in words that /users, which asks for none, was refused with."""
        users = self.e.lists["/users"].pages.get(1)
        plain = answer.said().startswith("Not authorized. Please ask account admin")
        same = users and users.refused() and constant_words(users.said()) == constant_words(answer.said())
        return answer.refused() and (plain or not same)

    def is_there(self, path):
        """Whether Syncro knows the path without the id."""
        return any(a.usable() or a.refused() for a in self.e.of("GET", path.rsplit("/", 1)[0]))

    def unasked(self, permission):
        """There is a GET for it that should have been sent and was not."""
        gets = [p for p in permission.get("probes", []) if p.get("method", "GET") == "GET"]
        if not gets or not self.e.me or not (permission["name"] in self.needed or permission.get("excess")):
            return False
        for probe in gets:
            path = probe.get("path", "")
            on = "/customers" if "{customer}" in path else "/tickets" if "{ticket}" in path else None
            if not on:
                return True
            first = self.e.lists[on].pages.get(1)
            if first and self.refuses(first) and self.e.refusals_stand:
                continue
            if not first or not first.granted() or self.e.lists[on].rows_of(first):
                return True
        return False

    def token_attests(self, name):
        token = self.attested.get("token")
        if not token:
            return False, False
        named = name in token["permissions"]
        return named, bool(token.get("complete")) and not named

    def kept_from(self, probes):
        """The faults of the lists that would have told a record to ask for."""
        firsts = [self.e.lists[path].pages.get(1) for path in ("/customers", "/tickets")
                  for probe in probes if "{%s}" % path[1:-1] in probe.get("path", "")]
        return {first.trouble() for first in firsts if first}

    def stood_in(self, name, met):
        """What the token's attestation says where it names the very fault that was met."""
        token = self.attested.get("token") or {}
        said = [s["reason"] for s in token.get("stands_in_for", []) if s["permission"] == name]
        return self.token_attests(name) if met & set(said) else (False, False)

    def user_right(self, name):
        yes, no, asked = self.rights[name]
        permission, e = self.catalogue[name], self.e
        if asked or self.unasked(permission):
            return yes, no
        admin, declared = e.admin(e.user), e.declared(permission)
        if declared is not None and admin is not True:
            return declared is True, declared is False and admin is False
        return self.groups_attest(name)

    def groups_attest(self, name):
        """What is confirmed of the groups of the token's user; a Global Admin needs none."""
        admin, groups = self.e.admin(self.e.user), self.groups_of(self.e.user)
        if admin is True:
            return True, False
        attested = {g["name"]: g for g in self.attested.get("security_groups", [])}
        mine = [attested[g] for g in groups or [] if g in attested]
        return (any(name in g["permissions"] for g in mine),
                bool(mine) and len(mine) == len(groups) and admin is False and
                all(g.get("complete") and name not in g["permissions"] for g in mine))

    def groups_of(self, user):
        detail = self.e.details.get(user)
        group = detail.get("group") if detail else None
        if group is None:
            return []
        items = group if isinstance(group, list) else [group]
        names = [i.get("name") if isinstance(i, dict) else i for i in items]
        return [n.strip(" ") for n in names if isinstance(n, str) and n.strip(" ")]

    def tells_groups(self, user):
        """Whether a record of the user that came says them: a text, or a list of texts and of what has a name."""
        group = (self.e.details.get(user) or {}).get("group")
        if not isinstance(group, list):
            return group is None or isinstance(group, str)
        names = [i.get("name") or UNCLEAR if isinstance(i, dict) else i for i in group]
        return all(n is None or isinstance(n, str) for n in names)

    # Findings: each returns the verdicts that may be given besides unknown and manual

    def token_valid(self, check):
        gone = self.e.closing and self.e.closing.refused() and self.e.closing.status == 401
        return {"pass"} if self.e.me and (not gone or self.hurried) else set()

    def user_exists(self, check):
        e = self.e
        if e.user in self.users.rows or e.user in e.details:
            return {"pass"}
        return {"fail"} if self.users.complete and self.is_gone() else set()

    def is_gone(self):
        """Syncro has no record of the token's user."""
        said = self.e.final.get(("GET", "/users/%s" % self.e.user))
        return bool(said and not said.lost and said.status == 404 and not said.html)

    def token_expiry(self, check):
        token = self.attested.get("token")
        if not token:
            return set()
        return {"fail"} if token["expires_on"] else {"pass"}  # those drawn are open ended, or end within days

    def permission(self, check):
        return self.permission_family(check)

    def permission_family(self, check):
        rights = [self.right_for(check, name) for name in self.named(check)]
        self.left = not any(self.was_lost(name) for name in self.named(check) if name in self.catalogue)
        return (({"pass"} if all(r[0] for r in rights) else set()) |
                ({"fail"} if any(r[1] for r in rights) else set()))

    def customers_readable(self, check):
        if not self.customers.complete:
            return set()
        return {"pass"} if self.active else set() if self.perhaps else {"fail"}

    def tally(self, certain, possible, whole):
        """certain: customers that certainly have the problem; possible: those that may."""
        if certain:
            return {"fail"}
        if possible or not whole or not self.customers.complete:
            return set()
        return {"pass"} if self.active else set() if self.perhaps else {"notapplicable"}

    def names(self):
        found = {}
        for known, row in self.perhaps:
            if odd_name(row):
                continue
            name = fold(text(row.get("business_name")))
            person = text(row.get("fullname")) or "%s %s" % (row.get("firstname") or "", row.get("lastname") or "")
            found.setdefault(name or fold(person), []).append(known)
        found.pop("", None)
        return found

    def same_names(self):
        active = {known for known, _ in self.active}
        groups = [g for g in self.names().values() if len(g) > 1]
        return {known for g in groups if len(active & set(g)) > 1 for known in active & set(g)}, groups

    def unique_names(self, check):
        certain, groups = self.same_names()
        return self.tally(certain, groups or any(odd_name(row) for _, row in self.perhaps), True)

    def nameless(self, rows):
        return {known for known, row in rows if not odd_name(row) and not fold(text(row.get("business_name")))}

    def have_names(self, check):
        odd = {known for known, row in self.perhaps if odd_name(row)}
        return self.tally(self.nameless(self.active), self.nameless(self.perhaps) | odd, True)

    # What a customer or a contact has to have

    def have_email(self, check):
        lacking = {k: row for k, row in self.perhaps if row.get("email", UNCLEAR) is UNCLEAR or
                   not is_text(row["email"]) or not any(re.search(".@.", a) for a in taken_apart(text(row["email"])))}
        certain = {k for k, row in self.active if k in lacking and not odd_address(row)}
        return self.tally(certain, lacking, True)

    def email_exists(self, check):
        def has(row):
            contacts = row.get("contacts") if isinstance(row.get("contacts"), list) else []
            found = [row.get("email")] + [c.get("email") for c in contacts if isinstance(c, dict)]
            return any(fold(check["address"]) in taken_apart(text(v)) for v in found if is_text(v))
        if any(has(row) for _, row in self.active):
            return {"pass"}
        open_ = any(has(row) or odd_address(row) for _, row in self.perhaps)
        return {"fail"} if self.customers.complete and not open_ else set()

    def custom_field(self, check):
        def records(row):
            contacts = row.get("contacts")
            if check["on"] == "customer":
                return [row]
            return contacts if isinstance(contacts, list) else [None]

        def filled(record):
            return is_filled((fields_of(record) or {}).get(check["name"]))
        odd = {k for k, row in self.perhaps if any(fields_of(r) is None for r in records(row))}
        if not check.get("filled"):
            seen = any(check["name"] in (fields_of(r) or {}) for _, row in self.active for r in records(row))
            self.left = self.customers.complete and not odd
            return {"pass"} if seen else set()
        lacking = {k for k, row in self.perhaps if any(filled(r) is False for r in records(row))}
        unclear = {k for k, row in self.perhaps if any(filled(r) is None for r in records(row))}
        active = {k for k, _ in self.active}
        expected = self.tally(active & lacking - odd, lacking | unclear | odd, True)
        nobody = not any(records(row) for _, row in self.perhaps)
        self.left = self.customers.complete and not odd and not lacking and unclear <= active
        return {"notapplicable"} if expected == {"pass"} and nobody else expected

    # What the account has set up

    def account_setting(self, check):
        path, *where = SETTINGS[check["setting"]]
        answer = self.e.final.get(("GET", path))
        names = answer.tree if answer and answer.usable() else None
        for key in where:
            names = names.get(key) if isinstance(names, dict) else None
        if not isinstance(names, list) or not all(isinstance(n, str) for n in names) or not any(n.strip() for n in names):
            return set()
        there = {fold(n) for n in names}
        return {"pass"} if all(fold(v) in there for v in check["values"]) else {"fail"}

    def product_exists(self, check):
        key = "sku" if "sku" in check else "name"
        answer = self.e.final.get(("GET", asking.search_of(check)))
        rows = answer.tree.get("products") if answer and answer.granted() else None
        if not isinstance(rows, list):
            return set()
        read = [product(row) for row in rows]
        if any(fold(check[key]) in told[key] for told, _ in read):
            return {"pass"}
        whole = all(well for _, well in read) and is_all(answer.tree, len(rows))
        return {"fail"} if whole and not rows else set()

    def group_access(self, check):
        attested = {g["name"]: g["access_type"] for g in self.attested.get("security_groups", [])}
        types = [attested.get(group) for group in self.groups_of(self.e.user)]
        self.left = self.e.user in self.e.details or self.is_gone()
        if not types or None in types:
            return set()
        same = [t == check["expect"] for t in types]
        return {"pass"} if all(same) else set() if any(same) else {"fail"}

    def token_owner(self, check):
        wanted, admin = check.get("global_admin"), self.e.admin(self.e.user)
        self.left = bool(check.get("dedicated")) and (wanted is None or admin is wanted)
        if wanted is None:
            return set()
        if admin not in (True, False):
            return set()
        return {"fail"} if admin is not wanted else set() if check.get("dedicated") else {"pass"}

    def billed(self, sure):
        """Customers that are billed for certain, or (not sure) that may be."""
        billed, anybody = set(), {known for known, _ in self.perhaps}
        for row in self.schedules.rows.values():
            paused, lines = flag(row.get("paused")), row.get("lines")
            recurring = [recurs(line) for line in lines] if isinstance(lines, list) else [None]
            owner = row.get("customer_id", UNCLEAR)
            if owner is None or (sure and identity(owner) is None):
                continue
            if paused is False and True in recurring:
                billed |= {identity(owner)} if identity(owner) else anybody
            elif not sure and paused is not True and (True in recurring or None in recurring):
                billed |= {identity(owner)} if identity(owner) else anybody
        return billed

    def unbilled(self):
        if not self.schedules.complete:
            return set()
        return {known for known, _ in self.active} - self.billed(False)

    def billable(self, check):
        lacking = {known for known, _ in self.perhaps} - self.billed(True)
        return self.tally(self.unbilled(), lacking, self.schedules.complete or not lacking)

    def looping(self, rows):
        users = {fold(text(d.get("email"))) for d in self.e.details.values()}
        users |= {fold(text(self.e.me.get("user_email")))} if self.e.me else set()
        users.discard("")
        return {known for known, row in rows
                if users & set().union(*(taken_apart(text(value)) for value in addresses(row)
                                         if value is not UNCLEAR and is_text(value)))}

    def emails_distinct(self, check):
        whole = self.users.complete and all(u in self.e.details for u in self.users.rows)
        whole = whole and all("@" in fold(text(d.get("email"))) for d in self.e.details.values())
        odd = {known for known, row in self.perhaps if odd_address(row)}
        return self.tally(self.looping(self.active), self.looping(self.perhaps) | odd, whole)

    def possible_issues(self):
        """Customers that may have an issue, as far as anybody could see."""
        return {"duplicate-name": {known for group in self.same_names()[1] for known in group},
                "no-business-name": self.nameless(self.perhaps), "email-is-user": self.looping(self.perhaps),
                "no-recurring-invoice": {known for known, _ in self.perhaps} - self.billed(True)}

    def count_admins(self):
        seen = set(self.users.rows) | set(self.e.details)
        told = [self.e.admin(user) for user in seen]
        return told.count(True), told.count(True) + told.count(UNCLEAR) if self.users.complete else 10 ** 9

    def global_admins(self, check):
        least, most = self.count_admins()
        if least >= check.get("at_least", 0) and most <= check.get("at_most", 10 ** 9):
            return {"pass"}
        return {"fail"} if most < check.get("at_least", 0) or least > check.get("at_most", 10 ** 9) else set()

    def least_privilege(self, check):
        return {True: {"fail"}, False: {"pass"}}.get(self.e.admin(self.e.user), set())

    def no_excess(self, check):
        found, asked, clean = False, False, True
        for name, (yes, no, was_asked) in self.rights.items():
            if name in self.needed:
                continue
            attested = self.token_attests(name)[0] and yes
            found = found or (yes and (was_asked or attested))
            if self.catalogue[name].get("excess") or was_asked:
                asked, clean = asked or was_asked, clean and no
        token = self.attested.get("token") or {}
        whole = asked or token.get("complete")
        return {"fail"} if found else {"pass"} if clean and whole else set()

    def invoice_right(self, check):
        rights = [self.user_right(n) for n, p in self.catalogue.items() if p["family"] == "Recurring Invoices"]
        if any(yes for yes, _ in rights):
            return {"notapplicable"}
        return {"informational"} if any(no for _, no in rights) else set()

    def schedules_that(self, concerned):
        """informational if one is concerned for certain, notapplicable if none can be."""
        active, perhaps = {k for k, _ in self.active}, {k for k, _ in self.perhaps}
        sure = possible = False
        for row in self.schedules.rows.values():
            paused, says = flag(row.get("paused")), concerned(row)
            owner = identity(row.get("customer_id"))
            if row.get("customer_id", UNCLEAR) is not None and not owner and paused is not True:
                possible = possible or says is not False
            sure = sure or (paused is False and owner in active and says is True)
            may = owner in perhaps or (owner and not self.customers.complete and owner not in self.customers.rows)
            possible = possible or (paused is not True and may and says is not False)
        if sure:
            return {"informational"}
        return {"notapplicable"} if self.schedules.complete and not possible else set()

    def invoice_soon(self, check):
        def soon(row):
            run = row.get("next_run")
            if not isinstance(run, str) or not run[:4].isdigit():
                return UNCLEAR
            return not run.startswith("2099")
        return self.schedules_that(soon)

    def computed_line(self, check):
        def computed(row):
            lines = row.get("lines")
            if not isinstance(lines, list):
                return UNCLEAR
            return any(isinstance(line, dict) and bool(line.get("recurring_type_id")) for line in lines)
        return self.schedules_that(computed)

    def few_customers(self, check):
        if len(self.customers.rows) > check["at_most"]:
            return {"notapplicable"}
        return {"informational"} if self.customers.complete else set()

    def single_admin(self, check):
        least, most = self.count_admins()
        return {"notapplicable"} if least > 1 else {"informational"} if most <= 1 else set()

    def billing_admin(self, check):
        return self.portal.billing_admin() if self.portal else set()

    def mapped_company(self, check):
        return self.portal.mapped(self.trouble) if self.portal else {"notapplicable"}

    def trouble(self, known, name):
        """Whether something is the matter with a customer that the portal has mapped; None: cannot be told."""
        row = self.customers.rows.get(known)
        if row is None:
            return True if self.customers.complete else None
        own = fold(text(row.get("business_name"))) or fold(text(row.get("fullname")))
        if flag(row.get("disabled")) is True or own != fold(name) or known in self.unbilled():
            return True
        return False if known in dict(self.active) and known in self.billed(True) else None

    KINDS = {
        "token-valid": token_valid, "user-exists": user_exists, "token-expiry": token_expiry,
        "permission": permission, "permission-family": permission_family, "mtp-billing-admin": billing_admin,
        "customers-readable": customers_readable, "customers-unique-names": unique_names,
        "customers-have-names": have_names, "customers-billable": billable, "emails-distinct": emails_distinct,
        "customers-have-email": have_email, "email-exists": email_exists, "custom-field": custom_field,
        "attestation": lambda self, check: set(),  # a person's word alone
        "group-access-type": group_access, "token-owner": token_owner,
        "account-setting": account_setting, "product-exists": product_exists,
        "global-admins": global_admins, "least-privilege": least_privilege, "no-excess-permissions": no_excess,
        "warn-no-invoice-right": invoice_right, "warn-invoice-soon": invoice_soon,
        "warn-computed-line": computed_line, "warn-few-customers": few_customers, "warn-single-admin": single_admin,
        "warn-mapped-company": mapped_company,
    }

    def counts(self, said, requirement, verdicts):
        """Whether an attestation may decide: what nothing shows, or what met the very fault that it names."""
        stands, kind = said.get("stands_in_for"), requirement["check"]["kind"]
        if not stands or kind.startswith("warn-"):
            return not verdicts and self.left and not kind.startswith("warn-")
        # A list of the portal's that names nobody is no answer either.
        nobody = kind == "mtp-billing-admin" and self.portal and not self.portal.admins.rows and stands == "malformed"
        contradicted = stands == "malformed" and (
            self.is_contradicted(requirement["check"]) or kind == "product-exists" or  # others than asked for
            (kind in OF_RECORDS and any(is_odd(row) for _, row in self.perhaps)))
        met = nobody or contradicted or any(
            a.trouble() == stands for a in list(self.e.final.values()) + self.e.portal)
        alone = self.lost.get(requirement["id"], set()) <= {stands}
        return self.withheld.get(requirement["id"]) == stands and met and alone

    def is_contradicted(self, check):
        """Whether what Syncro says does not fit together, though each answer by itself is as documented."""
        if check["kind"] == "no-excess-permissions":
            return bool(self.contradicted - self.needed)
        of_owner = (check["kind"] in ("least-privilege", "token-owner", "group-access-type") or check.get("global_admin_suffices") or
                    check.get("of") == "user")
        return bool(self.contradicted & set(self.named(check))) or bool(
            of_owner and (self.e.admin(self.e.user) is UNCLEAR or not self.tells_groups(self.e.user)))

    def may_be(self, requirement):
        opening = self.e.opening
        if not self.e.me:
            rejected = opening and not opening.lost and opening.status == 401
            return {"fail"} if rejected and requirement["check"]["kind"] == "token-valid" else set()
        kind = requirement["check"]["kind"]
        self.left = kind in LEFT  # to a person: nothing that it looks at was lost
        verdicts = self.KINDS[kind](self, requirement["check"])
        asked = kind == "mtp-billing-admin" and self.portal and not self.portal.leaves_it_to_a_person()
        for said in self.attested.get("attestations", []):
            if asked and not said.get("stands_in_for"):
                continue
            if said["requirement"] == requirement["id"] and self.counts(said, requirement, verdicts):
                verdicts = verdicts | {said["verdict"]}
        return verdicts
