"""The three invented accounts: people, customers, recurring invoices, rights.

Nobody here exists: domains end in .example, telephone numbers are 555 ones.
"""
import json, os, random

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.json"), encoding="utf-8") as file:
    WORDS = json.load(file)

CUSTOMERS = ["Customers - " + name for name in (
    "Create", "List/Search", "View Detail", "View Total Invoiced", "Edit", "Delete", "De Duplicate")]
LINE_ITEMS = ["Line Item - " + name for name in (
    "Apply Discount", "Edit Prices", "View Cost", "Add Manual Item for Invoices/Estimates")]
TICKETS = ["Tickets - List/Search", "Tickets - View Details", "Tickets - Create", "Tickets - Edit",
           "Tickets - Delete", "Tickets - Merge", "Tickets - Use Ticket Charges", "Ticket Comments - New",
           "Ticket Comments - Delete", "Ticket Canned Responses - Manage", "Ticket Custom Fields - Manage",
           "Ticket SLA - Edit", "Ticket Workflows - Manage", "Ticket Worksheets - Add",
           "Ticket Worksheets - Manage", "Ticket Worksheets - Delete", "Ticket Worksheets - Edit Ad-hoc"]
RECURRING = ["Recurring Invoices - " + name for name in ("List", "New", "Edit", "Delete")]
NEEDED = CUSTOMERS + LINE_ITEMS + TICKETS + RECURRING
USER_RIGHTS = ["Customers - List/Search", "Customers - View Detail", "Tickets - Create", "Tickets - Edit",
               "Tickets - List/Search"]


class Account:
    def __init__(self, name, subdomain, seed):
        self.name, self.subdomain, self.random = name, subdomain, random.Random(seed)
        self.users, self.details, self.customers, self.schedules, self.tickets = [], [], [], [], []
        self.forms, self.me, self.attestations, self.waivers = [form()], None, None, None
        self.baseline = None  # the same account at an earlier time
        self.permissions = set(NEEDED)

    def pick(self, words):
        return words[int(self.random.random() * len(words))]

    def add_user(self, name, groups, admin=False, email=None):
        number = 101 + len(self.details)
        local = name.lower().replace(" ", ".").replace("-", "")
        self.users.append([number, name])
        self.details.append({"id": number, "email": email or "%s@%s.example" % (local, self.subdomain),
                             "full_name": name, "created_at": "2024-03-%02dT09:00:00.000Z" % (number % 27 + 1),
                             "updated_at": "2026-10-%02dT16:20:00.000Z" % (number % 27 + 1),
                             "group": groups, "admin": admin, "color": "%06x" % self.random.getrandbits(24)})
        return number

    def is_me(self, number, name, email, admin, areas=("customer", "ticket", "invoice", "worksheet")):
        def rights(area):
            return {"read": area in areas, "write": area in areas, "delete": area in areas}
        self.me = {"user_token": None, "user_email": email, "user_name": name, "user_id": number,
                   "admin": admin, "can_use_app": True, "two_factor_required": True,
                   "subdomain": self.subdomain, "default_location": None, "enable_multi_locations": False,
                   "locations_allowed": [],
                   "permissions": {**{area: rights(area) for area in
                                      ("asset", "customer", "ticket", "invoice", "payment")},
                                   "worksheet": {action: "worksheet" in areas
                                                 for action in ("add", "manage", "delete")},
                                   "script": {"execute": "script" in areas}}}

    def add_customer(self, business_name, email=None, disabled=False, person=None):
        index = len(self.customers)
        first, last = person or (self.pick(WORDS["firstnames"]), self.pick(WORDS["lastnames"]))
        full = (first + " " + last).strip()
        moment = "2025-%02d-%02dT10:%02d:00.000Z" % (index % 12 + 1, index % 28 + 1, index % 60)
        self.customers.append({
            "id": 30001 + 7 * index, "firstname": first, "lastname": last, "fullname": full,
            "business_name": business_name,
            "email": "office@customer-%04d.example" % (index + 1) if email is None else email,
            "phone": "+1 202 555 %04d" % (100 + index % 100), "mobile": None, "created_at": moment,
            "updated_at": moment, "pdf_url": None, "address": None, "city": None, "zip": None,
            "notes": None, "disabled": disabled, "no_email": False, "properties": {},
            "online_profile_url": "[redacted]", "tax_rate_id": None,
            "business_then_name": business_name or full, "contacts": []})
        return self.customers[-1]

    def add_schedule(self, customer, paused=False, lines=1, quantity="12.0", computed=False, once=False):
        number = 5001 + len(self.schedules)
        rows = [{"id": 10 * number + n, "schedule_id": number, "name": "Directory seats" if n == 0 else "Service %d" % n,
                 "description": "Seats, counted monthly" if n == 0 else "As agreed", "product_id": 700 + n,
                 "quantity": quantity, "retail_cents": 900, "cost_cents": 450, "taxable": True,
                 "recurring_type_id": 2 if computed and n == 0 else None, "one_time_charge": once}
                for n in range(lines)]
        self.schedules.append({"id": number, "account_id": 1, "customer_id": customer["id"],
                               "email_customer": True, "frequency": "Monthly", "name": "Managed services",
                               "next_run": "2026-12-01T00:00:00.000Z", "snail_mail": False,
                               "charge_mop": False, "subtotal": "%.2f" % (9 * lines),
                               "invoice_unbilled_ticket_charges": False, "paused": paused,
                               "last_invoice_paid": None, "lines": rows})

    def add_tickets(self, count):
        for index in range(count):
            customer = self.customers[index % len(self.customers)]
            self.tickets.append({"id": 9001 + index, "number": 2001 + index,
                                 "subject": "Sample ticket %d" % (index + 1),
                                 "created_at": "2026-11-%02dT08:00:00.000Z" % (index % 20 + 1),
                                 "customer_id": customer["id"],
                                 "customer_business_then_name": customer["business_then_name"],
                                 "status": "New", "problem_type": "Other", "priority": "2 Normal",
                                 "pdf_url": None, "updated_at": "2026-11-%02dT08:00:00.000Z" % (index % 20 + 1)})

    def invented_names(self, count):
        names, used = [], set()
        while len(names) < count:
            name = "%s%s %s" % (self.pick(WORDS["stems"]), self.pick(WORDS["ends"]), self.pick(WORDS["trades"]))
            if name.casefold() not in used:
                used.add(name.casefold())
                names.append(name)
        return names

    def people(self, count):
        names = []
        while len(names) < count:
            name = self.pick(WORDS["firstnames"]) + " " + self.pick(WORDS["lastnames"])
            if name not in names:
                names.append(name)
        return names


def form():
    return {"id": 1, "name": "Standard intake", "default": True, "disabled": False,
            "data": {"ticket_details": {"fields": ["subject", "problem_type"], "position": "1"}}}


def word_of(by, until, **more):
    return {**more, "attested_by": by, "attested_on": "2026-11-20" if until > "2026-11-20" else "2026-05-04",
            "valid_until": until}


def statement(requirement, verdict, text, by="Petra Vogelsang, Operations Lead", until="2027-05-31"):
    return word_of(by, until, requirement=requirement, verdict=verdict, statement=text)


def waiver(requirement, reason, expires_on, **more):
    return {"requirement": requirement, **more, "reason": reason, "owner": "Petra Vogelsang",
            "approved_by": "Anselm Reed, Managing Partner", "created_on": "2026-09-01",
            "expires_on": expires_on}


def ready():
    account = Account("ready", "northlight-demo", "ready 1")
    account.add_user("Anselm Reed", "Admins", True)
    account.add_user("Petra Vogelsang", "Admins", True)
    for name in ("Tomasz Wren", "Lucia Farrowby", "Emeka Okonjo"):
        account.add_user(name, "Technicians")
    number = account.add_user("Billing Integration", "Integrations")
    account.is_me(number, "Billing Integration", account.details[-1]["email"], False)
    for name in account.invented_names(24):
        account.add_customer(name)
    account.customers[20]["disabled"] = True
    for index, customer in enumerate(account.customers):
        if index not in (7, 20):
            account.add_schedule(customer, lines=1 + index % 3, quantity="%d.0" % (4 + index))
    account.add_tickets(12)
    lead = "Petra Vogelsang, Operations Lead"
    account.attestations = {
        "attestations": [
            statement("JC-1.1", "pass", "The integration is set up by Petra Vogelsang, who holds the role "
                      "Administrator With Billing.")],
        "token": word_of(lead, "2027-05-31", name="JumpCloud billing", expires_on="2027-11-20", permissions=NEEDED,
                         complete=True),
        "security_groups": [
            word_of(lead, "2027-05-31", name="Integrations", access_type="All Customers",
                    permissions=USER_RIGHTS + RECURRING[:3])]}
    account.waivers = {"waivers": [
        waiver("JC-5.4", "Break-fix customer, billed by hand", "2027-03-31",
               object="customer:%d" % account.customers[7]["id"], reference="CHG-0142")]}
    return account


def not_ready():
    account = Account("not-ready", "harborline-demo", "not-ready 1")
    for index, name in enumerate(account.people(9)):
        account.add_user(name, ["Admins", "Technicians", "Front Desk"][min(index // 3, 2)], index < 6)
    account.is_me(99, "Former Technician", "former.technician@harborline-demo.example", True,
                  ("asset", "customer", "ticket", "invoice", "payment", "worksheet", "script"))
    for name in account.invented_names(60):
        account.add_customer(name)
    rows = account.customers
    for left, right in ((3, 17), (8, 41), (12, 30)):
        rename(rows[right], rows[left]["business_name"].upper() if left == 8 else rows[left]["business_name"] + " ")
    for index in (5, 22, 37, 58):
        rename(rows[index], None)
    for index in (10, 25, 40, 55, 59):
        rows[index]["disabled"] = True
    for index, user in ((14, 0), (33, 6)):
        rows[index]["email"] = account.details[user]["email"].upper() if index == 33 else account.details[user]["email"]
    for index, row in enumerate(rows):
        if index % 6 != 2:
            account.add_schedule(row, paused=index in (4, 19, 33), lines=0 if index == 28 else 1 + index % 2,
                                 computed=index == 45, once=index == 46)
    account.add_tickets(20)
    account.permissions -= {"Customers - Edit", "Tickets - Create", "Ticket Canned Responses - Manage",
                            "Ticket Workflows - Manage"}
    account.permissions |= {"Invoices - List/Search", "Payments - View List", "Products - List/Search", "Global Admin"}
    by = "Noor Halvorsen, Service Manager"
    account.attestations = {
        "attestations": [
            dict(statement("JC-1.1", None, "Who sets the integration up has not been decided.", by)),
            statement("JC-4.2", "pass", "All four Line Item boxes are ticked.", by, "2026-11-01")],
        "token": word_of(by, "2027-05-31", name="MTP sync", expires_on="2026-12-10",
                         permissions=CUSTOMERS[:4] + LINE_ITEMS[:2]),
        "security_groups": [
            word_of(by, "2027-05-31", name="Front Desk", access_type="Select Customers",
                    permissions=["Customers - List/Search", "Tickets - List/Search", "Tickets - Create"])]}
    account.waivers = {"waivers": [
        waiver("JC-6.1", "Six Global Admins until the migration is over", "2026-10-31"),
        waiver("JC-6.3", "The token is shared with the reporting tool until its own is issued", "2026-12-15",
               reference="CHG-0207"),
        waiver("JC-5.4", "Pro bono customer, never invoiced", "2027-06-30", object="customer:%d" % rows[2]["id"]),
        waiver("JC-5.2", "Two branches of one company", "2027-06-30", object="customer:1")]}
    return account


def not_ready_in_august():
    """Before the technician left, when more was granted and less was tidy."""
    account = not_ready()
    account.name = "not-ready in August"
    account.add_user("Former Technician", "Technicians", True,
                             "former.technician@harborline-demo.example")
    account.users[-1][0] = account.details[-1]["id"] = account.me["user_id"]
    account.add_user("Seasonal Helper", "Front Desk")
    for index in (4, 5):
        account.details[index]["admin"] = False
    account.details[7]["group"] = "Technicians"
    del account.customers[56:58]
    rename(account.customers[21], account.customers[21]["business_name"] + " and Sons")
    account.customers[10]["disabled"] = False
    rename(account.customers[20], account.customers[40]["business_name"])
    account.permissions |= {"Customers - Edit", "Tickets - Create"}
    account.permissions -= {"Payments - View List", "Recurring Invoices - List"}
    account.waivers["waivers"] = [row for row in account.waivers["waivers"] if row["requirement"] != "JC-6.3"]
    return account


def rename(row, name):
    row["business_name"], row["business_then_name"] = name, name or row["fullname"]


def odd_customers(account):
    for script in WORDS["scripts"].values():
        for name in script:
            account.add_customer(name)
    for name in WORDS["formulas"] + WORDS["odd"]:
        account.add_customer(name)
    for length in (200, 255, 256, 400):
        stem = "Extraordinarily Long Example Holding Number %d, formerly " % length
        account.add_customer((stem + "Sample and Specimen and " * 20)[:length - 1] + ".")
    account.add_customer("W" * 220)
    account.add_customer("株式会社見本" * 40)
    for name in ("", "   ", None, None, None, " "):
        account.add_customer(name)
    account.add_customer(None, person=("", ""))
    account.add_customer(None, email="", person=("", "Ωmega"))


def duplicates(account):
    for one, other in (("Tansymere Print", "TANSYMERE PRINT"), ("Orielgate Optics", "  Orielgate   Optics "),
                       ("ＦｕｌｌＷｉｄｔｈ Trading", "FullWidth Trading"), ("Straße Beispiel", "STRASSE BEISPIEL"),
                       ("Caf\u00e9 Muster", "Cafe\u0301 Muster"), ("Harrowholt Legal", "Harrowholt\u00a0Legal"),
                       ("Wickerbrook Bakery", "Wickerbrook Bakery")):
        account.add_customer(one)
        account.add_customer(other)
    account.add_customer("Wickerbrook Bakery")


def large_and_messy():
    account = Account("large-and-messy", "megalopolis-demo", "large-and-messy 1")
    groups = ["Admins", "Technicians", "Dispatch", "Billing", "Projects", "Übersee Team", "サポート"]
    for index, name in enumerate(account.people(58)):
        held = groups[index % len(groups)]
        if index % 5 == 1:
            held = [held, groups[(index + 2) % len(groups)]]
        account.add_user(name, None if index % 19 == 7 else held, index % 19 == 0)
    account.add_user("Łucja Żółć-Прімєр", ["Dispatch", "Billing", "サポート"])
    number = account.add_user("Automation Account", ["Integrations", "Billing"])
    account.is_me(number, "Automation Account", account.details[-1]["email"], False)
    odd_customers(account)
    duplicates(account)
    for name in account.invented_names(420 - len(account.customers)):
        account.add_customer(name)
    rows = account.customers
    for index in range(90, 420, 23):
        rows[index]["disabled"] = True
    for index in (101, 164, 233, 305):
        rows[index]["email"] = account.details[index % 60]["email"].swapcase()
    for index, row in enumerate(rows):
        if index % 9 != 4:
            account.add_schedule(row, paused=index % 37 == 5, lines=0 if index % 53 == 6 else 1 + index % 4,
                                 quantity="%d.5" % (index % 50), computed=index % 41 == 7, once=index % 67 == 8)
    account.add_tickets(25)
    return account


def all_accounts():
    compared = not_ready()
    compared.baseline = not_ready_in_august()
    return [ready(), compared, large_and_messy()]
