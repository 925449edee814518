"""A profile of a seed's own, that asks for what no built-in one does: names in the account's settings, products,
custom fields, addresses, access types, token owners, whole families and names that nobody knows; the parts of the
account that these look at; and faults in just these parts."""
import json, os
from urllib.parse import quote

STATUSES = ["New", "In Progress", "Resolved", "Waiting on Customer", "Stra\u00dfe", "Customer  Reply"]
TYPES = ["Remote Support", "Virus", "Hardware", "Other"]
PRIORITIES = ["0 Urgent", "1 High", "2 Normal", "3 Low"]
PRODUCTS = ["Antivirus+plus", "Backup 100%", "Seats & more", "Directory seats", "R\u00e9seau", "a/b?c=d#e"]
SKUS = ["AV-1", "BK 100", "S&M", "DIR.7~x", "0"]
FIELDS = ["Vendor Id", "Trained", "Id ", "vendor id"]
# What may stand in a custom field: texts, boxes, lists, nothing.
UNCLEAR = ["0", 0, "false", "Off", "f", ["0", ""]]  # a text, or a box that is not ticked
NOTHING = ["", " ", None, False, [], {}, [""], [False]]
VALUES = ["x", "17", 17, True, ["a"], {"a": 1}, "No", "00"] * 2 + NOTHING + UNCLEAR
UNKNOWN_NAME = "Tickets - Fold"  # no catalogue has it
SAID = {"title": "S", "url": "https://vendor.example/", "retrieved": "2026-01-01"}
SETTINGS = {"ticket-status": ("/tickets/settings", "ticket_status_list", STATUSES),
            "problem-type": ("/settings", "problem_types", TYPES), "priority": ("/settings", "priorities", PRIORITIES)}

BAD_FIELDS = {
    "/settings": [(f, v) for f in ("problem_types", "priorities") for v in ("[]", "null", "7", '[""]', '[7,"Other"]',
                                                                            '["1"]', "{}")] + [("ticket", "7"), ("ticket", "null")],
    "/tickets/settings": [("ticket_status_list", v) for v in ("[]", "null", '"New"', '["",""]', '[null,"New"]', '["Old"]', "{}")],
    "/products": [("name", "null"), ("name", "7"), ("name", "{}"), ("disabled", "null"), ("disabled", '"no"'), ("disabled", "true"),
                  ("product_skus", "7"), ("product_skus", "null"), ("product_skus", "[]"), ("sku", "7"), ("sku", "null"),
                  *[("products", "[]")] * 6, ("products", "{}"), ("products", "null"), ("products", "[7]")],
    "/customers": [("properties", v) for v in ("null", "[]", "7", "{}")] + [("contacts", v) for v in ("null", "7", "[]", "[7]", "{}")] +
                  [("Trained", v) for v in ("false", "0", '"0"', "null", "true")] + [("email", "null"), ("email", "7"), *[("email", "{}")] * 3, ("disabled", "null")],
    "/users/": [("group", v) for v in ("null", "7", "[]", '["Billing"]')] + [("admin", v) for v in ("null", "1", "true", "false")],
}


def dress(r, account):
    """What the account has of all this."""
    def named(names):
        some = [n for n in names if r.random() < 0.8]
        return r.choices([some, [""] + some, [], ["", ""], some + [7]], [70, 20, 4, 3, 3])[0]
    account.ticket_settings = {"ticket_status_list": named(STATUSES), "ticket_types": []}
    account.settings = {"locale": {"iso_code": "en"}, "ticket": {"problem_types": named(TYPES), "priorities": named(PRIORITIES)}}
    gone = r.choice([0.1, 0.1, 0.6])
    account.products = [product(r, 700 + i, gone) for i in range(r.choice([0, 2, 5, 8]))]
    fields = r.sample(FIELDS, r.choice([0, 1, 2, 3]))
    faithful, else_ = r.choice([0.6, 0.9, 1]), r.choice([VALUES, VALUES, UNCLEAR, NOTHING])  # how often it is filled in
    for number, row in enumerate(account.customers):
        row["properties"] = properties(r, fields, faithful, else_)
        row["contacts"] = row["contacts"] + [
            {"id": 90 * number + n, "email": r.choice(["c%d@x.example" % n, "Robot <robot@vendor.example>", None, ""]),
             "properties": properties(r, fields, faithful, else_)} for n in range(r.choice([0, 0, 1, 2]))]
        if r.random() < 0.07:
            row["email"] = r.choice(["", None, "n/a", "@", "ROBOT@vendor.example"])


def product(r, number, gone):
    skus = [{"id": 1, "vendor_name": None, "sku": r.choice(SKUS)} for _ in range(r.choice([0, 1, 2]))]
    return {"id": number, "name": r.choice(PRODUCTS), "disabled": r.random() < gone, "product_skus": skus}


def properties(r, fields, faithful, else_):
    return {name: "x" if r.random() < faithful else r.choice(else_) for name in fields if r.random() < 0.5 + faithful / 2}


def setting(r, _):
    which = r.choice(sorted(SETTINGS))
    names = r.sample(SETTINGS[which][2], r.choice([1, 1, 2, 3]))
    if r.random() < 0.25:
        names.append("Sleeping")
    return {"kind": "account-setting", "setting": which, "values": [r.choice([n, n.upper(), " " + n]) for n in names]}


def product_exists(r, _):
    what = r.choice(["name", "sku"])
    return {"kind": "product-exists", what: r.choice(PRODUCTS + ["No such thing"] if what == "name" else SKUS + ["NO-1"])}


def custom_field(r, _):
    check = {"kind": "custom-field", "on": r.choice(["customer", "contact"]), "name": r.choice(FIELDS + ["Absent"])}
    return dict(check, filled=r.random() < 0.7) if r.random() < 0.9 else check


def email_exists(r, account):
    rows = [c["email"] for c in account.customers if c["email"] and "@" in c["email"].strip("@")]
    found = r.choice(rows) if rows and r.random() < 0.4 else "x"
    one = found if found.count("@") == 1 and not set(found) & set(' ,;<>"') else "robot@vendor.example"
    return {"kind": "email-exists", "address": r.choice([one, one.upper(), "nobody@vendor.example"])}


def have_email(_, __):
    return {"kind": "customers-have-email"}


def group_access(r, _):
    return {"kind": "group-access-type", "expect": r.choice(["All Customers", "All Customers", "Select Customers"])}


def token_owner(r, _):
    check = {"kind": "token-owner"}
    if r.random() < 0.8:
        check["global_admin"] = r.random() < 0.4
    return dict(check, dedicated=True) if len(check) == 1 or r.random() < 0.3 else check


def family(r, _, catalogue=()):
    of = {"of": "user"} if r.random() < 0.4 else {}
    if r.random() < 0.5:
        return dict(of, kind="permission-family", family=r.choice(sorted({p["family"] for p in catalogue})),
                    incomplete_because="The page says all.")
    names = r.sample([p["name"] for p in catalogue], r.choice([1, 2, 4]))
    return dict(of, kind="permission-family", permissions=names + ([UNKNOWN_NAME] if r.random() < 0.3 else []), complete=True)


def permission(r, _, catalogue=()):
    names = [p["name"] for p in catalogue] + [UNKNOWN_NAME] * 5
    return dict({"of": "user"} if r.random() < 0.5 else {}, kind="permission", permission=r.choice(names))


CHECKS = [setting] * 3 + [product_exists] * 3 + [custom_field] * 4 + [email_exists] * 2 + [have_email, group_access, group_access,
                                                                                          token_owner, token_owner]


def draw_profile(r, account, catalogue):
    checks = [{"kind": "token-valid"}, {"kind": "customers-readable"}]
    checks += [r.choice(CHECKS)(r, account) for _ in range(r.choice([2, 4, 6]))]
    checks += [r.choice([family, permission])(r, account, catalogue) for _ in range(r.choice([0, 1, 2]))]
    return {"id": "asking", "version": "1", "title": "T", "vendor": "V", "sources": [SAID],
            "requirements": [{"id": "A-%d" % n, "title": "T", "severity": "high", "mandatory": n == 1 or r.random() < 0.7,
                              "rationale": "R", "reference": "", "remediation": ["S"], "check": check}
                             for n, check in enumerate(checks, 1)]}


def draw_words(r, profile, word_of):
    """Confirmations of some of it, and of the groups' access types."""
    by, until = "Petra Vogelsang, Operations Lead", "2027-05-31"
    said = [word_of(by, until, requirement=q["id"], verdict=r.choice(["pass", "pass", "fail"]), statement="Seen.")
            for q in profile["requirements"] if r.random() < 0.3]
    groups = [word_of(by, until, name=name, access_type=r.choice(["All Customers", "All Customers", "Select Customers"]),
                      permissions=[]) for name in ("Integrations", "Billing") if r.random() < 0.7]
    return said, groups


def place_of(check, me):
    """What a check looks at."""
    kind = check["kind"]
    if kind == "account-setting":
        return SETTINGS[check["setting"]][0]
    return {"product-exists": "/products", "group-access-type": "/users/%d" % me, "token-owner": "/users/%d" % me}.get(
        kind, "/customers")


def search_of(check):
    """What asks for the product that a check names."""
    key = "sku" if "sku" in check else "name"
    return "/products?%s=%s" % (key, quote(check[key], safe=""))


def draw_faults(r, profile, me, broken):
    """Faults in what the profile looks at."""
    faults = []
    for _ in range(r.choice([1, 2, 3])):
        place = place_of(r.choice(profile["requirements"])["check"], me)
        own = next(pairs for start, pairs in BAD_FIELDS.items() if place.startswith(start))
        kind = r.choice([r.choice(broken), "field name=%s body=%s" % r.choice(own)])
        page = " page=%d" % r.choice([1, 1, 2]) if place == "/customers" and r.random() < 0.5 else ""
        faults.append("GET %s%s -> %s%s" % (place, page, kind, r.choice(["", "", "", " times=1", " after=1"])))
    return faults


def write(profile, folder):
    path = os.path.join(folder, "asking.json")
    with open(path, "w") as out:
        json.dump(profile, out)
    return path
