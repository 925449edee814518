"""The side of JumpCloud's Multi-Tenant Portal: what is drawn of it, and what the answers of one run carry."""
import json, re
from evidence import UNCLEAR, flag, identity, number, text

ROOT, PROVIDER = "/api/v2", "p1"
OWN, STRANGE = "i1", "i2"
ROLE = "administrator with billing"
ADMINS, INTEGRATIONS = "/providers/%s/administrators" % PROVIDER, "/providers/%s/integrations" % PROVIDER
DETAIL, MAPPINGS = "/integrations/syncro/%s", "/integrations/syncro/%s/mappings"
PLACES = ["GET %s/providers/{id}/administrators" % ROOT] * 6 + ["GET %s%s" % (ROOT, path) for path in (
    "/providers/{id}/administrators skip=100", "/providers/{id}/integrations", "/integrations/syncro/{id}",
    "/integrations/syncro/{id}/mappings", "/integrations/syncro/{id}/mappings")]
KINDS = ["500 retry-after=0"] * 4 + ["503 retry-after=0", "429 retry-after=0", "401", "403", "404", "403 body=<html>",
         "html200", "bad-json", "dup-key", "empty", "null", "cut", "close", "gzip-bomb mib=64", "bad-utf8",
         "200 body={}", '200 body={"results":[],"totalCount":3}', '200 body={"results":[{"_id":"a1"}]}', "200 body=[]"]


def draw(r, account):
    """mtp.json, as the stand-in serves it."""
    roles = r.choice([["Administrator With Billing"], ["Administrator", "Read Only"],
                      ["Administrator", "administrator with BILLING"]])
    admins = [{"_id": "a%d" % n, "email": "admin%d@msp.example" % n, "firstname": "Ada", "lastname": "No. %d" % n,
               "registered": True, "roleName": r.choice(roles), "suspended": r.choice([False, False, True, None])}
              for n in range(1, 1 + r.choice([0, 1, 2, 4, 120]))]
    mapped = [[c["id"], c["business_name"] or c["fullname"]] for c in account.customers if r.random() < 0.5]
    if r.random() < 0.2:
        mapped.append([7, "Long Gone Ltd"])
    if mapped and r.random() < 0.2:
        mapped[0][1] = "Called Otherwise Ltd"
    rows = [{"company": {"id": str(known), "name": name}, "organization": {"id": "o%d" % known, "name": name}}
            for known, name in mapped]
    return {"provider_id": PROVIDER, "administrators": admins,
            "integrations": [{"integrationId": "i0", "type": "autotask"}, {"integrationId": OWN, "type": "syncro"},
                             {"integrationId": STRANGE, "type": "syncro"}],
            "syncro": {OWN: {"id": OWN, "subdomain": account.subdomain},
                       STRANGE: {"id": STRANGE, "subdomain": "other"}},
            "mappings": {OWN: rows, STRANGE: []}}


def draw_faults(r):
    return ["%s -> %s%s" % (r.choice(PLACES), r.choice(KINDS), r.choice(["", "", " times=1"]))
            for _ in range(r.choice([0, 1, 2, 3]))]


def addresses(tree):
    return {admin["email"] for admin in tree["administrators"]}


class Pages:
    """One list of the portal, as far as it was delivered. Rows that cannot be understood are counted as bad."""

    def __init__(self, answers, path, key, read):
        mine = {skip_of(a): a for a in answers if a.path == ROOT + path}
        self.first, self.rows, self.bad, self.complete = mine.get(0), {}, False, False
        came, told = 0, 0
        while self.usable(mine.get(came), key) and not self.complete:
            page = mine[came]
            found = page.tree[key]
            told = max(told, number(page.tree.get("totalCount")) or 0)
            fresh = {known: row for known, row in map(read, found) if known and known not in self.rows}
            self.bad = self.bad or any(read(row)[0] is None for row in found)
            self.rows.update(fresh)
            self.complete = not fresh
            came += len(found)
        self.complete = self.complete and not self.bad and told <= len(self.rows)

    @staticmethod
    def usable(answer, key):
        return answer and answer.usable() and isinstance(answer.tree, dict) and isinstance(answer.tree.get(key), list)


def skip_of(answer):
    return int((re.search(r"[?&]skip=(\d+)", answer.target) or [0, "0"])[1])


def admin_of(row):
    role = row.get("roleName") if isinstance(row, dict) else None
    if not isinstance(role, str) or not isinstance(row.get("_id"), str):
        return None, row
    return row["_id"], (" ".join(role.casefold().split()), flag(row.get("suspended")))


def integration_of(row):
    known = row.get("integrationId") if isinstance(row, dict) else None
    return (known if isinstance(known, str) and isinstance(row.get("type"), str) else None), row


def company_of(row):
    company = row.get("company") if isinstance(row, dict) else None
    known = identity(company.get("id")) if isinstance(company, dict) else None
    return known, text(company.get("name")) if known else row


class Portal:
    """What was delivered, and which verdicts it carries."""

    def __init__(self, answers, subdomain):
        self.answers = list({a.target: a for a in answers}.values())
        self.admins = Pages(self.answers, ADMINS, "results", admin_of)
        self.integrations = Pages(self.answers, INTEGRATIONS, "records", integration_of)
        details = {a.path: a for a in self.answers}
        self.companies, self.whole, self.details = {}, self.integrations.complete, True
        for known, row in self.integrations.rows.items():
            if row["type"].casefold() != "syncro":
                continue
            detail = details.get(ROOT + DETAIL % known)
            usable = detail and detail.usable() and isinstance(detail.tree, dict)
            subject = detail.tree.get("subdomain") if usable else None
            self.details = self.details and isinstance(subject, str)
            if isinstance(subject, str) and subject.casefold() == subdomain:
                mapped = Pages(self.answers, MAPPINGS % known, "records", company_of)
                self.companies.update(mapped.rows)
                self.whole = self.whole and mapped.complete
        self.whole = self.whole and self.details

    def billing_admin(self):
        held = [suspended for role, suspended in self.admins.rows.values() if role == ROLE]
        if False in held:
            return {"pass"}
        nobody = self.admins.complete and self.admins.rows and UNCLEAR not in held
        return {"fail"} if nobody else set()

    def leaves_it_to_a_person(self):
        """It was refused or could not be reached: then somebody's word counts."""
        first = self.admins.first
        return bool(first and not self.admins.rows and (first.lost or first.status in (401, 403, 404)))

    def mapped(self, trouble):
        """trouble(customer, name): whether something is the matter with it, None if that cannot be told."""
        said = [trouble(known, name) for known, name in self.companies.items()]
        if True in said:
            return {"informational"}
        return {"notapplicable"} if self.whole and None not in said else set()


def write(path, tree):
    with open(path, "w") as out:
        json.dump(tree, out)
