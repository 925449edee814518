"""What was put on the wire, read as strictly as the contract asks: the evidence of a run, taken from
the stand-in's log and never from what the program says of it. Where reading is a matter of taste this
is the generous side: it tells the most that an answer may be taken for."""
import json, os, re

LOST = {"cut", "endless", "stall", "stall-body", "close", "reset", "garbage", "gzip-bomb"}
KEYS = {"/users": "users", "/customers": "customers", "/schedules": "schedules", "/tickets": "tickets",
        "/contacts": "contacts", "/new_ticket_forms": "new_ticket_forms", "/customer_assets": "assets",
        "/canned_responses/settings": "canned_response_categories"}
SINGLE = {"/customers/{id}": "customer", "/customers/latest": "customer", "/tickets/{id}": "ticket",
          "/users/{id}": "user", "/new_ticket_forms/{id}": "new_ticket_form"}
UNCLEAR = object()  # a value that is there and says nothing


def no_twice(pairs):
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key twice")
    if any("\0" in key for key, _ in pairs):
        raise ValueError("NUL")
    return dict(pairs)


def no_constant(word):
    raise ValueError(word)


def parse(body):
    """The JSON of an answer, or None."""
    try:
        text = body.decode("utf-8")
        tree = json.loads(text, object_pairs_hook=no_twice, parse_constant=no_constant)
        text.encode("utf-8")
        if re.search(r"\\u0000", text) or re.search(r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])", text):
            return None
        return tree
    except (ValueError, RecursionError):
        return None


def number(value):
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,16}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if 0 <= value < 2 ** 53 and value == int(value) else None


def identity(value):
    return number(value) or None


def flag(value):
    return value if isinstance(value, bool) else UNCLEAR


def text(value):
    if value is None or isinstance(value, str):
        return value or ""
    return UNCLEAR if isinstance(value, bool) or not isinstance(value, (int, float)) else "%.15g" % value


class Answer:
    """The last answer to one request."""

    def __init__(self, line, bodies):
        words = line.split()
        self.number, self.method, self.target, self.status = int(words[0]), words[2], words[3], int(words[4])
        self.notes = words[7:]
        self.fault = next((w[6:] for w in self.notes if w.startswith("FAULT=")), "")
        self.path = self.target.split("?")[0]
        self.page = int((re.search(r"[?&]page=(\d+)", self.target) or [0, "1"])[1])
        try:
            with open(os.path.join(bodies, words[0]), "rb") as file:
                self.body = file.read()
        except FileNotFoundError:
            self.body = b""
        # Where there is no body, none can stop half-way: a 404 without one is whole.
        self.lost = self.status == 0 or (self.fault in LOST and not (self.fault == "stall-body" and not self.body))
        if self.fault == "long":  # the rest is behind what Content-Length says
            self.body = self.body[:len(self.body) // 2]
        self.html = self.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
        self.tree = None if self.lost else parse(self.body)

    def searches(self):
        """Whether it looks for one product: no request that shows a permission."""
        return bool(re.search(r"^/products\?(name|sku)=", self.target))

    def cut(self):
        """Whether it is a 200 whose body is empty, or an object or list without its end."""
        if self.lost or self.status != 200:
            return False
        bare = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", self.body.strip(b" \t\r\n"), flags=re.S)
        if not bare or bare[:1] not in (b"{", b"["):
            return not bare and not self.body.strip(b" \t\r\n")
        depth = 0
        for byte in re.findall(rb'["{}\[\]]', bare):
            if byte == b'"':  # a text that does not end
                return True
            depth += 1 if byte in b"{[" else -1
            if depth == 0:
                return False
        return True

    def tells_error(self):
        t = self.tree
        return isinstance(t, dict) and (t.get("success") is False or bool(t.get("error")) or bool(t.get("errors")) or
                                        list(t) == ["message"])

    def usable(self):
        return (not self.lost and 200 <= self.status <= 299 and self.status != 206 and isinstance(self.tree, (dict, list)) and
                not self.tells_error())

    def said(self):
        """What it says went wrong, in Syncro's way of saying it."""
        if self.lost or not isinstance(self.tree, dict):
            return ""
        texts = []
        for key in ("error", "errors", "message"):
            value = self.tree.get(key)
            items = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]
            for item in items:
                texts += item if isinstance(item, list) else [item]
        return "; ".join(t for t in texts if isinstance(t, str)).strip()

    def says(self, probe):
        """What the answer says itself of the right; True where it is not asked to."""
        key = probe.get("answer", {}).get("flag")
        if not key or not self.granted():
            return True
        return flag(self.tree.get(key))

    def trouble(self):
        """The fault of Syncro's that a person's word may stand in for."""
        if self.status >= 500:
            return "server-error"
        return None if self.lost or self.status == 429 or self.granted() or self.refused() else "malformed"

    def refused(self):
        """In Syncro's own words; anything else is an edge, a proxy or a filter speaking."""
        return self.status in (401, 403) and bool(self.said())

    def granted(self):
        """A 2xx that shows what the documentation says it shows."""
        if not self.usable() or not isinstance(self.tree, dict):
            return False
        pattern = re.sub(r"/\d+", "/{id}", self.path)
        if pattern in SINGLE:
            one = self.tree.get(SINGLE[pattern])
            if not isinstance(one, dict) or not one:
                return False
            wanted = re.search(r"/(\d+)", self.path)
            return not wanted or identity(one.get("id")) == int(wanted[1]) or "forms" in self.path
        rows = self.tree.get(KEYS.get(self.path, self.path[1:]))
        return isinstance(rows, list)


class List:
    """One list, as far as it was delivered."""

    def __init__(self, path, answers):
        self.path, self.pages, self.rows, self.bad = path, {}, {}, False
        for answer in answers:
            self.pages[answer.page] = answer
        self.moved = self.only_short = self.overstated = False
        self.entries = None
        self.complete = self.read()

    def first(self):
        """The ids of page 1, or None."""
        rows = self.rows_of(self.pages.get(1))
        return None if rows is None else {known for known, _ in rows}

    def several(self):
        return bool(self.rows_of(self.pages.get(2)))

    def rows_of(self, answer):
        if not answer or not answer.granted():
            return None
        rows = []
        for row in answer.tree[KEYS[self.path]]:
            pair = isinstance(row, list)
            known = identity(row[0] if pair and row else row.get("id") if isinstance(row, dict) else None)
            if known is None:
                self.bad = True
            else:
                rows.append((known, row))
        return rows

    def read(self):
        """Whether it may be called complete: read to a page with nothing new, as far as meta told."""
        end, told, page, behind, last = 0, {}, 1, set(), None
        while not end and self.rows_of(self.pages.get(page)) is not None:
            rows = self.rows_of(self.pages[page])
            meta = self.pages[page].tree.get("meta")
            fresh = [known for known, _ in rows if known not in self.rows]
            if not fresh:
                end, last = page, meta  # a record added while it was read shows there
            else:
                self.moved = self.moved or len(fresh) < len(rows) or self.differs(told, meta, page)
                told = meta if isinstance(meta, dict) else told
            self.rows.update(rows)
            page += 1
        for later in sorted(n for n in self.pages if n >= page):
            rows = self.rows_of(self.pages[later]) or []
            behind.update(known for known, _ in rows if known not in self.rows)
            self.rows.update(rows)
        more = number(last.get("total_entries")) if isinstance(last, dict) else None
        entries = number(told.get("total_entries")) if told else more
        pages = number(told.get("total_pages"))
        self.note_short(entries, end and not self.bad and not behind and not self.moved and
                        not (pages is not None and pages >= end))
        short = max(entries or 0, more or 0) > len(self.rows) or (pages is not None and end and pages >= end)
        return bool(end and not self.bad and not behind and not short and not self.moved and
                    (self.rows or self.path != "/users"))

    def note_short(self, entries, whole):
        """Whether all that is wrong is that it announces more than it brought; every page of it says the same."""
        said = {number((a.tree.get("meta") or {}).get("total_entries")) for a in self.pages.values()
                if self.rows_of(a) is not None and isinstance(a.tree.get("meta"), dict)} - {None}
        self.entries = entries
        self.only_short = bool(whole and entries is not None and entries > len(self.rows) and said == {entries} and
                               all(self.rows_of(a) is not None for a in self.pages.values()))

    def differs(self, told, meta, page):
        """Whether a page shows that the list moved: another total, or without any, more rows than before."""
        before, now = number(told.get("total_entries")), number(meta.get("total_entries") if isinstance(meta, dict) else None)
        if before is not None and now is not None:
            return before != now
        bare = not isinstance(meta, dict) or (now is None and number(meta.get("total_pages")) is None)
        return bare and page > 1 and len(self.rows_of(self.pages[page])) > len(self.rows_of(self.pages[page - 1]))


def requests(lines):
    """The final answers: a try that is repeated is none. What comes empty or cut is repeated once."""
    found, last, tries, cuts = [], {}, {}, {}
    for answer in lines:
        last[answer.target] = answer
    for answer in lines:
        tries[answer.target] = tries.get(answer.target, 0) + 1
        cuts[answer.target] = cuts.get(answer.target, 0) + answer.cut()
        again = (answer.lost or answer.status == 429 or answer.status >= 500 or
                 (answer.cut() and cuts[answer.target] == 1))
        if not again or tries[answer.target] == 5 or answer is last[answer.target]:
            found.append(answer)
            tries[answer.target] = cuts[answer.target] = 0
    return found


def read_list(path, lines, late=False):
    """The reading of a list that counts, with `complete` saying whether it held still. `late`: where page 1 was asked for
    again and nothing after it, the answer was on the wire, another one than before, and came too late to be received."""
    readings = []
    for answer in requests(lines):
        if answer.page == 1 or not readings:
            readings.append([])
        readings[-1].append(answer)
    readings = [List(path, answers) for answers in readings] or [List(path, [])]
    for before, after in zip(readings, readings[1:]):
        refused = before.pages.get(1) and before.pages[1].refused()
        if not refused and before.complete and after.first() == before.first():
            return before
        if not refused and after.first() is None:
            before.complete = False
            return before
    if late and len(readings) == 2 and len(readings[1].pages) == 1 and readings[0].first() is not None:
        readings[0].complete = False
        return readings[0]
    counts = readings[-1]
    counts.overstated = (len(readings) == 2 and all(r.only_short for r in readings) and
                         readings[0].entries == readings[1].entries and set(readings[0].rows) == set(readings[1].rows))
    if len(readings) > 2 and len(readings[2].pages) == 1:  # a look at page 1, and it was another one
        counts = readings[1]
        counts.complete = False
    elif counts.several():  # nobody looked whether it moved
        counts.complete = False
    return counts


class Evidence:
    def __init__(self, log, bodies, late=False):
        self.log, self.bodies = log, bodies
        with open(log) as file:
            every = [Answer(line, bodies) for line in file if line.strip()]
        every.sort(key=lambda answer: answer.number)
        self.lines = [a for a in every if not a.path.startswith("/api/v2/")]
        self.portal = [a for a in every if a.path.startswith("/api/v2/")]
        opening = [a for a in self.lines if a.path == "/me"]
        others = [a for a in self.lines if a.path != "/me"]
        closing = [a for a in opening if others and a.number > others[0].number]
        opening = [a for a in opening if a not in closing]
        self.final = {(a.method, a.target): a for a in others}
        self.opening = opening[-1] if opening else None
        self.closing = closing[-1] if closing else None
        self.faults = {a.fault for a in self.lines if a.fault}
        self.me = self.opening.tree if self.opening and self.knows(self.opening) else None
        self.user = identity(self.me.get("user_id")) if self.me else None
        self.refusals_stand = bool(self.closing and self.knows(self.closing) and
                                   identity(self.closing.tree.get("user_id")) == self.user)
        self.lists = {path: read_list(path, [a for a in others if a.method == "GET" and a.path == path], late)
                      for path in ("/users", "/customers", "/schedules", "/tickets")}
        self.named = {known for a in others if a.path == "/users" for known in List("/users", [a]).rows}
        self.details = {}
        for a in self.final.values():
            if a.granted() and re.fullmatch(r"/users/\d+", a.path):
                self.details[int(a.path[7:])] = a.tree["user"]

    @staticmethod
    def knows(answer):
        return answer.usable() and isinstance(answer.tree, dict) and identity(answer.tree.get("user_id")) is not None

    def of(self, method, path):
        pattern = re.sub(r"\\\{\w+\\\}", r"\\d+", re.escape(path.split("?")[0]))
        return [a for a in self.final.values() if a.method == method and re.fullmatch(pattern, a.path) and not a.searches()]

    def declared(self, permission):
        where = permission.get("declared")
        if not where or not self.me:
            return None
        if where == "admin":
            return {True: True, False: False}.get(flag(self.me.get("admin")))
        area, action = where.split(".")
        areas = self.me.get("permissions")
        cells = areas.get(area) if isinstance(areas, dict) else None
        if not isinstance(cells, dict) or action not in cells:
            return None
        return flag(cells[action])

    def admin(self, user):
        """True, False, or UNCLEAR."""
        detail = self.details.get(user)
        told = {flag(detail.get("admin"))} if detail else set()
        if user == self.user and self.me:
            told.add(flag(self.me.get("admin")))
        told.discard(UNCLEAR)
        return told.pop() if len(told) == 1 else UNCLEAR
