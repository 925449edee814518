"""Draws from a seed: an account, what the token may do, how the program is run, and faults."""
import json, os, random, sys
from datetime import date, timedelta

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "samples"))
import accounts, asking, portal  # noqa: E402

CATALOGUE = json.load(open(os.path.join(ROOT, "templates", "permissions.json")))["permissions"]
PROFILES = ["jumpcloud-mtp"] * 12 + ["gradient", "quoter", "rocketcyber", "saas-alerts", "cyberhoot"]
# Those whose checks the others do not have.
KINDS = ["helpdesk-buttons", "support-fusion", "cloudradial-chat", "zomentum", "msportal", "cyberhoot"]
GROUPS = ["Admins", "Technicians", "Dispatch", "Billing"]
NAMED = [p["name"] for p in CATALOGUE]
ASKING = 0.12  # so many seeds have a profile of their own
WRITES = ["POST /customers", "POST /tickets", "PUT /tickets/{id}", "POST /schedules", "PUT /schedules/{id}"]
PROBED = sorted({probe["path"].split("?")[0].replace("{customer}", "{id}").replace("{ticket}", "{id}")
                 for p in CATALOGUE for probe in p.get("probes", [])
                 if probe.get("method") == "GET"})
AFTER_429 = ["retry-after=0", "retry-after=1", "retry-after=date+1", "retry-after=soon", "retry-after=-5", "",
             "retry-after=0.5", "retry-after=date+-60",
             "retry-after=31536000", "retry-after=date+31536000"]
# Answers that cannot be used, whatever is asked for.
BROKEN = (["%d" % s for s in (500, 501, 502, 503, 504, 400, 404, 405, 410, 418, 422, 204, 206, 304)] +
          ["403 body=<html>blocked</html>", "404 body=<html>gone</html>", "401 body=<html>login</html>",
           "503 retry-after=1", "503 retry-after=31536000", "html200", "empty", "null", "null-list", "wrong-type",
           "bad-json", "trailing", "dup-key", "nul-escape", "bad-utf8", "surrogate", "huge-id", "huge-number", "deep",
           "gzip-bomb mib=64", "cut", "long", "close", "reset", "garbage"])
SLOW = ["stall", "stall-body", "endless", "drip ms=400"]
HARMLESS = ["string-ids", "unknown-fields", "controls", "echo-token", "drip ms=0", "field name=color body=null"]
REFUSED = ["401", "403", "401 body={}"]
PAGING = ["meta-high", "meta-low", "meta-none", "meta-changes", "repeat-page", "overlap", "vanish", "shift",
          "field name=total_entries body=0", "field name=total_entries body=999999999999",
          "field name=total_pages body=-1", "field name=total_pages body=null", 'field name=total_pages body="many"']
# One member of every record that is answered, by the place it belongs to.
FIELDS = {
    "/customers": [("disabled", "null"), ("disabled", "null"), ("disabled", '"no"'), ("disabled", "1"),
                   ("business_name", "null"), ("business_name", "{}"), ("email", "null"), ("email", "7"),
                   ("email", "{}"), ("contacts", "7"), ("invoice_cc_emails", "{}")],
    "/schedules": [("paused", "null"), ("paused", "null"), ("paused", "null"), ("paused", '"f"'),
                   ("lines", "null"), ("lines", "{}"),
                   ("lines", "[]"), ("one_time_charge", "true"), ("one_time_charge", '"yes"'), ("customer_id", "null"), ("customer_id", '"seven"'), ("next_run", "null"),
                   ("next_run", '"soon"')],
    "/users/": [("admin", "null"), ("admin", '"true"'), ("admin", "1"), ("group", "7"), ("group", "null"),
                ("group", '[{"name":"Admins"}]'), ("email", "null")],
    "/me": [("admin", "null"), ("admin", "1"), ("read", "null"), ("write", '"yes"'), ("permissions", "null"),
            ("permissions", "[]"), ("user_id", "null"), ("user_id", "1e999")],
    "": [("id", value) for value in ("null", "-1", "1.5", "0", "9007199254740993", '"x"')],
}
# A 200 that means something else.
TOLD = ['200 body={"error":"Not_authorized"}', '200 body={"success":false}', "200 body=[]", "200 body={}"]

# What one path is answered with for ever. Waits are short, so that all five tries fit the budget.
LASTING = ["500 retry-after=0.01", "502 retry-after=0.01", "404", "404 body=<html>gone</html>", '200 body={"unknown":[1]}',
           "html200", "empty", "bad-json", "422", "403 body=<html>blocked</html>"]


def moving(r):
    """A list that does not hold still, or never was what it announces."""
    path, n = "GET /" + r.choice(["customers", "customers", "customers", "schedules", "users"]), r.randrange(1, 5)
    page = "%s page=%d" % (path, r.choice([2, 2, 3]))
    return r.choice([
        ["%s -> no-first after=%d" % (path, n)],  # deleted while it is read
        ["%s -> no-first times=%d" % (path, n)],  # a new one, in front
        ["%s -> no-last times=%d" % (path, n)],  # a new one, at the end
        ["%s -> no-last times=%d" % (path, n), path + " -> no-first"],  # one gone, one new: the total stays
        ["%s -> no-first times=1" % page, "%s -> no-first times=1 after=1" % path],
        *[[path + " -> meta-over"]] * 8,
        ["%s -> meta-over times=%d" % (path, n)],
        ["%s -> meta-over" % page],  # only some of the pages say so
        ["%s -> meta-over after=%d" % (path, n)],
        ["%s -> meta-changes" % path], ["%s -> meta-changes times=%d" % (path, n)],
        ["%s -> overlap" % page], ["%s -> overlap times=1" % page],  # a record twice
        ["%s -> repeat-page times=1" % page], ["%s -> vanish times=1" % page], ["%s -> shift times=1" % page],
        ["%s -> meta-over" % path, "GET /customers page=2 -> 500 retry-after=0.01"],
        ["%s -> 500 retry-after=0.01 after=%d" % (page, n), path + " -> meta-over"],
    ])


def rename_customer(account, r):
    accounts.rename(r.choice(account.customers), "Formerly Known Bakery")


def turn_customer(account, r):
    row = r.choice(account.customers)
    row["disabled"] = not row["disabled"]


def lose_customer(account, _):
    gone = account.customers.pop(0) if len(account.customers) > 1 else {"id": 0}
    account.schedules = [s for s in account.schedules if s["customer_id"] != gone["id"]]


def lose_user(account, _):
    if account.details[0]["id"] != account.me["user_id"]:
        del account.details[0], account.users[0]


def turn_user(account, r):
    user = r.choice(account.details)
    user["admin"] ^= user["id"] != account.me["user_id"]
    user["group"] = r.choice(GROUPS)


CHANGES = [rename_customer, turn_customer, lose_customer, lose_user, turn_user, turn_user]


class Case:
    """Everything that a seed stands for."""

    def __init__(self, seed, subdomain="campaign-demo"):
        self.seed, self.random, self.subdomain = seed, random.Random("campaign %d" % seed), subdomain
        self.account = self.draw_account()
        self.per_page = self.random.choice([2, 3, 5, 8, 25])
        self.permissions = self.draw_permissions()
        self.standin = self.draw_standin()
        self.profile = self.random.choice(PROFILES)
        kinds = random.Random("campaign kinds %d" % seed)  # of its own: accounts and faults stay what they are
        if kinds.random() < 0.15:
            self.profile = kinds.choice(KINDS)
        self.waits = False
        self.faults = self.draw_faults()
        self.write_probes = self.chance(30)
        self.everything = self.chance(6)
        self.budget = self.random.choice([1, 1, 2, 3])
        self.concurrency = self.random.choice([1, 2, 4, 8, 8, 16])
        self.rate = self.random.choice([0] * 9 + [25])
        self.draw_options()
        self.draw_trouble()
        self.draw_asking()

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def draw_account(self):
        r = self.random
        account = accounts.Account("campaign", self.subdomain, "campaign %d" % self.seed)
        for index, name in enumerate(account.people(r.choice([1, 2, 4, 7]))):
            group = r.choice(GROUPS + [None, ["Dispatch", "Billing"]])
            account.add_user(name, group, index == 0 or self.chance(35))
        number = account.add_user("Billing Integration", r.choice(["Integrations", ["Integrations", "Billing"]]),
                                  self.chance(20))
        me = account.details[-1]
        if self.chance(8):
            number, me = 99, {"email": "gone@%s.example" % self.subdomain, "admin": False}
        areas = [a for a in ("asset", "customer", "ticket", "invoice", "payment", "worksheet") if self.chance(80)]
        account.is_me(number, "Billing Integration", me["email"], me["admin"], areas)
        if self.chance(10):
            account.me["permissions"] = {}
        self.draw_customers(account)
        self.draw_addresses(account)
        account.add_tickets(r.choice([0, 1, 4]) if account.customers else 0)
        return account

    def draw_customers(self, account):
        r, soon = self.random, (date.today() + timedelta(days=1)).isoformat()
        lacking, paused = r.choice([0, 0, 8, 20]), r.choice([0, 0, 6, 20])  # per cent
        for name in account.invented_names(r.choice([0, 1, 3, 5, 9, 14])):
            row = account.add_customer(None if self.chance(4) else name, disabled=self.chance(15))
            if self.chance(4) and len(account.customers) > 1:
                accounts.rename(row, (account.customers[0]["business_name"] or "Same").upper())
            if self.chance(4):
                row["email"] = account.details[0]["email"].upper()
            for _ in range(0 if self.chance(lacking) else r.choice([1, 1, 1, 2])):
                lines = 0 if self.chance(paused) else r.choice([1, 2])
                account.add_schedule(row, paused=self.chance(paused), lines=lines,
                                     computed=self.chance(6))
                account.schedules[-1]["next_run"] = soon if self.chance(4) else r.choice(
                    ["2099-01-01", "2099-01-01T00:00:00.000Z"])

    def draw_addresses(self, account):
        """Addresses beside the first one, some of them a user's, and one-time charges. A stream of its own."""
        r = random.Random("campaign addresses %d" % self.seed)
        for row in account.customers:
            row["invoice_cc_emails"], row["notification_email"] = r.choice([None, "", "bills@x.example"]), None
            if r.random() > 0.06:
                continue
            user = r.choice(account.details)["email"]
            shape = r.choice(["%s", "a@x.example, %s", '"Desk, Help" <%s>', " %s;b@x.example", "not-%s", "%s.example"])
            field = r.choice(["email", "notification_email", "invoice_cc_emails", "contacts"])
            row[field] = [{"email": None}, {"email": shape % user}] if field == "contacts" else shape % user
        for schedule in account.schedules:
            for line in schedule["lines"]:
                line["one_time_charge"] = r.random() < 0.1

    def draw_options(self):
        """What else is asked for, by few seeds each. A stream of its own: account and faults stay what they are."""
        r = random.Random("campaign options %d" % self.seed)
        self.baseline = r.choices(["", "same", "another", "itself"], [64, 20, 8, 8])[0]
        self.fail_on = r.choice(["not-ready", "never", "inconclusive"] + (["regressed"] * 4 if self.baseline else []) +
                                [None] * 4)
        self.quiet = bool(self.baseline) and r.random() < 0.5
        if self.baseline == "another" and r.random() < 0.6:
            self.faults = []  # only the account moved
        self.edition = r.choices(["", "auditor"], [74, 26])[0]
        r.randrange(10 ** 6)  # what follows stays as it was drawn
        self.portal = portal.draw(r, self.account) if self.profile == "jumpcloud-mtp" and r.random() < 0.15 else None
        self.faults += portal.draw_faults(r) if self.portal else []
        named = r.choice([c["business_name"] or "nobody" for c in self.account.customers] or ["nobody"])
        self.prose = r.choice(["Agreed", "Agreed with %s (%s)" % (named, self.account.me["user_email"])])

    def draw_trouble(self):
        """Some seeds have a fault that lasts, or a list that moves, in place of theirs. A stream of its own."""
        r = random.Random("campaign trouble %d" % self.seed)
        self.trouble = r.choices(["", "lasting", "moving"], [70, 15, 15])[0]
        self.total_said = r.choice([None, None, 0, 0, 0, 1, -1])  # beside the number of customers there are
        if self.trouble:
            self.rate, self.budget = 0, 8
            if r.random() < 0.6:
                self.standin[self.standin.index("--meta") + 1] = "full"
            self.faults = [self.lasting(r)] if self.trouble == "lasting" else moving(r)

    def draw_asking(self):
        """A profile of its own, with what it looks at. A stream of its own: the others stay what they are."""
        r = random.Random("campaign asking %d" % self.seed)
        self.drawn, self.words = None, ([], [])
        if r.random() >= ASKING:
            return
        asking.dress(r, self.account)
        self.drawn, self.profile, self.portal = asking.draw_profile(r, self.account, CATALOGUE), "asking", None
        self.words = asking.draw_words(r, self.drawn, accounts.word_of)
        self.permissions |= {"Products - List/Search", "Customers - List/Search"} if r.random() < 0.85 else set()
        self.faults = [f for f in self.faults if "/api/v2" not in f]
        if r.random() < 0.75:
            broken = LASTING if self.trouble else BROKEN + REFUSED + TOLD + ["429 retry-after=0", "close times=1"] + PAGING
            own = asking.draw_faults(r, self.drawn, self.account.me["user_id"], broken)
            self.faults = own[:1] if self.trouble else own + self.faults[:1]

    def profile_in(self, folder):
        """As --profile takes it."""
        return asking.write(self.drawn, folder) if self.drawn else self.profile

    def prerequisites(self):
        if self.drawn:
            return self.drawn
        with open(os.path.join(ROOT, "templates", "profiles", self.profile + ".json")) as file:
            return json.load(file)

    def lasting(self, r):
        """One path that is never answered as documented."""
        place = r.choice(["/customers", "/customers", "/schedules", "/users", "/tickets", "/users/{id}",
                          "/users/%d" % self.account.me["user_id"], "/customers page=2", "/schedules page=2"] +
                         PROBED * 2)
        return "GET %s -> %s" % (place, r.choice(LASTING))

    def another(self):
        """The account as it was some time before, a bit different, with other words about it."""
        was, r = Case(self.seed), random.Random("campaign another %d" % self.seed)
        account = was.account
        account.add_user("Former Colleague", r.choice(GROUPS + ["Interns"]), r.random() < 0.3)
        account.add_schedule(account.add_customer("Farewell Brothers"))
        account.schedules[-1]["next_run"] = "2099-01-01"
        for change in r.sample(CHANGES, 3):
            change(account, r)
        for _ in range(r.choice([0, 1, 2])):
            was.permissions ^= {r.choice(NAMED)}
        if r.random() < 0.5:
            was.inputs()  # the next ones that are drawn are others
        if r.random() < 0.2:
            was.profile, was.drawn = r.choice(PROFILES[-5:]), None
        return was

    def draw_permissions(self):
        held = set(accounts.NEEDED)
        lacking = self.random.choice([0, 0, 10, 30])
        held = {name for name in sorted(held) if not self.chance(lacking)}
        return held | {name for name in NAMED if self.chance(self.random.choice([0, 0, 5, 20]))}

    def draw_standin(self):
        r = self.random
        return ["--per-page", str(self.per_page), "--refusal", r.choice(["401", "401", "403"]), "--users",
                r.choice(["array", "object"]), "--missing", r.choice(["permission", "record"]), "--meta",
                r.choice(["", "full", "short", "none", "schedules=full"]), "--gzip", r.choice(["0", "1"])]

    def place(self):
        r = self.random
        page = " page=%d" % r.choice([1, 1, 1, 2, 2, 2, 3])
        return r.choices(
            ["* /me", "* *", "GET /customers" + page, "GET /schedules" + page, "GET /users" + page, "GET /customers",
             "GET /schedules", "GET /users/{id}", "GET /users/%d" % r.choice([pair[0] for pair in self.account.users] + [99]),
             "GET /tickets", "GET " + r.choice(PROBED), r.choice(WRITES)],
            [5, 3, 14, 12, 6, 6, 5, 4, 12, 6, 27, 4])[0]

    def kind(self, place):
        r, listed = self.random, any(word in place for word in ("/customers", "/schedules", "/users", "/tickets"))
        own = [pair for word, pairs in FIELDS.items() if word in place for pair in pairs]
        fields = ["null-fields"] + ["field name=%s body=%s" % pair for pair in own]
        groups = [BROKEN, ["429 " + r.choice(AFTER_429)], SLOW, HARMLESS, REFUSED,
                  ["redirect=BAIT", "redirect=/api/v1/me", "redirect=https://other.example/"], PAGING, fields, ["revoke"],
                  TOLD, ["error-beside"]]
        weights = [42, 6, 3, 8, 8, 3, 16 if listed else 0, 26, 1, 5, 5]
        group = r.choices(groups, weights)[0]
        self.waits = self.waits or group is SLOW
        return r.choice(group)

    def draw_faults(self):
        r, faults = self.random, []
        for _ in range(r.choice([1, 2, 3, 4, 6])):
            place = self.place()
            kind = self.kind(place)
            times = r.choice(["", "", "", "", " times=1", " times=2", " after=1"])
            if place == "* *":
                times = " after=%d times=%d" % (r.randrange(1, 30), r.randrange(1, 9))
            faults.append("%s -> %s%s" % (place, kind, times))
        if self.chance(4):
            faults.append("revoke-after=%d" % r.randrange(1, 40))
        return faults

    def inputs(self):
        """Attestations and waivers, each or neither."""
        r, by = self.random, "Petra Vogelsang, Operations Lead"
        attestations = waivers = None
        if self.chance(60):
            attestations = {"attestations": [accounts.statement("JC-1.1", "pass", self.prose)] if self.chance(70) else []}
            if self.chance(70):
                names = sorted(n for n in accounts.NEEDED if not self.chance(10))
                attestations["token"] = accounts.word_of(
                    by, "2027-05-31", name="T", expires_on=r.choice([None, "2026-12-01"]), permissions=names,
                    complete=self.chance(50))
            if self.total_said is not None:
                attestations["customers"] = accounts.word_of(
                    by, "2027-05-31", total=max(0, len(self.account.customers) + self.total_said))
            if self.chance(50):
                attestations["security_groups"] = [accounts.word_of(
                    by, "2027-05-31", name="Integrations", access_type="All Customers",
                    permissions=r.sample(accounts.USER_RIGHTS, 3), complete=self.chance(40))]
        if any(self.words) and attestations:
            attestations["attestations"] += self.words[0]
            attestations["security_groups"] = self.words[1]
        if self.chance(40):
            waivers = {"waivers": [accounts.waiver(r.choice(["JC-4.2", "JC-4.3", "JC-4.1", "JC-5.4", "JC-1.1"]),
                                                   self.prose, "2027-12-31")]}
        return attestations, waivers

    def write_evidence(self, folder):
        """The account in the form that the stand-in serves."""
        a, lines = self.account, []
        os.mkdir(folder)
        if self.portal:
            portal.write(os.path.join(folder, "mtp.json"), self.portal)
        bodies = [("/me", a.me), ("/users", {"users": a.users}), ("/customers", {"customers": a.customers}),
                  ("/schedules", {"schedules": a.schedules}), ("/tickets", {"tickets": a.tickets}),
                  ("/new_ticket_forms", {"new_ticket_forms": a.forms})]
        bodies += [("/users/%d" % user["id"], {"user": user}) for user in a.details]
        if self.drawn:
            bodies += [("/settings", a.settings), ("/tickets/settings", a.ticket_settings), ("/products", {"products": a.products})]
        for number, (path, body) in enumerate(bodies):
            with open(os.path.join(folder, "%d.json" % number), "w") as out:
                json.dump(body, out, separators=(",", ":"))
            lines.append(json.dumps({"path": path, "status": 200, "body": "%d.json" % number}))
        with open(os.path.join(folder, "requests.jsonl"), "w") as out:
            out.write("\n".join(lines) + "\n")
