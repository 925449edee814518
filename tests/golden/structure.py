"""What a screen reader needs of a PDF, as far as it can be seen without looking at the pages:
python3 structure.py FILE, with FILE from `qpdf --json --json-stream-data=inline`. Prints what
is wrong, line by line; status 1 then. It is no validator of PDF/UA and does not stand for one."""
import base64
import json
import re
import sys

HEADINGS = {"/H%d" % level: level for level in range(1, 7)}
HOLDS = {"/L": {"/LI"}, "/LI": {"/Lbl", "/LBody"}, "/Table": {"/TR"}, "/TR": {"/TH", "/TD"}, "/TOC": {"/TOCI"}}
PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"}


class Document:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.objects = json.load(file)["qpdf"][1]
        self.wrong = []
        self.claimed = {}  # (page, mark) or annotation: the element that has it
        self.headings = []
        self.root = self.get(self.objects["trailer"]["value"]["/Root"])

    def get(self, value):
        """What a reference leads to; of a stream its dictionary."""
        if isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            found = self.objects["obj:" + value]
            return found["value"] if "value" in found else found["stream"]["dict"]
        return value

    def say(self, text, *values):
        self.wrong.append(text % values)

    def need(self, is_so, text, *values):
        if not is_so:
            self.say(text, *values)

    def kids(self, element):
        kids = self.get(element.get("/K", []))
        return kids if isinstance(kids, list) else [kids]

    def pages(self):
        def below(node):
            if "/Kids" in node:
                return [page for kid in node["/Kids"] for page in below(self.get(kid)) or [kid]]
            return []
        return below(self.get(self.root["/Pages"]))

    def attribute(self, element, name, otherwise=None):
        found = self.get(element.get("/A", {}))
        return found.get(name, otherwise)

    # --- The document ---------------------------------------------------------

    def check_catalogue(self):
        self.need(self.root.get("/Lang"), "the document has no language")
        self.need(self.get(self.root.get("/MarkInfo", {})).get("/Marked") is True, "the document is not marked")
        self.need(self.get(self.root.get("/ViewerPreferences", {})).get("/DisplayDocTitle") is True,
                  "the window does not show the title")
        self.need("/Metadata" in self.root, "there is no metadata")

    # --- The tree -------------------------------------------------------------

    def walk(self, reference, parent):
        element = self.get(reference)
        role = element.get("/S")
        roles = []
        self.need(element.get("/P") == parent, "%s does not know its parent", role)
        for kid in self.kids(element):
            what = self.get(kid)
            if isinstance(what, int):
                self.claim((element.get("/Pg"), what), reference)
            elif what.get("/Type") == "/MCR":
                self.claim((what.get("/Pg", element.get("/Pg")), what["/MCID"]), reference)
            elif what.get("/Type") == "/OBJR":
                self.claim(what["/Obj"], reference)
            else:
                roles.append(what.get("/S"))
                self.order(what)
                self.walk(kid, reference)
        self.check_element(element, role, roles)

    def claim(self, what, reference):
        self.need(what not in self.claimed, "two elements have %s", what)
        self.claimed[what] = reference

    def order(self, element):
        if element.get("/S") in HEADINGS:
            self.headings.append(HEADINGS[element["/S"]])

    def check_element(self, element, role, roles):
        if role in HOLDS:
            self.need(set(roles) <= HOLDS[role], "%s holds %s", role, ", ".join(sorted(set(roles))))
        if role == "/LI":
            self.need(sorted(roles) == ["/LBody", "/Lbl"], "an item has %s", roles)
        if role == "/Figure":
            self.need(element.get("/Alt", "u:")[2:].strip(), "a figure says nothing")
        if role == "/TH":
            self.need(self.attribute(element, "/Scope") in ("/Row", "/Column"), "a header has no scope")
        if role == "/Table":
            self.check_table(element)

    def check_table(self, table):
        widths = []
        for row in self.kids(table):
            cells = [self.get(cell) for cell in self.kids(self.get(row))]
            widths.append(sum(self.attribute(cell, "/ColSpan", 1) for cell in cells))
        self.need(len(set(widths)) == 1, "a table has rows of %s columns", sorted(set(widths)))
        first = [self.get(cell).get("/S") for cell in self.kids(self.get(self.kids(table)[0]))]
        self.need(set(first) == {"/TH"}, "a table begins with %s", first)

    def check_headings(self):
        self.need(self.headings[:1] == [1] and self.headings.count(1) == 1,
                  "there are %d titles of level 1", self.headings.count(1))
        for before, after in zip(self.headings, self.headings[1:]):
            self.need(after <= before + 1, "a heading of level %d follows one of level %d", after, before)

    # --- The pages ------------------------------------------------------------

    def parents(self):
        numbers = self.get(self.get(self.root["/StructTreeRoot"])["/ParentTree"])["/Nums"]
        return dict(zip(numbers[::2], numbers[1::2]))

    def check_link(self, reference, parents):
        link = self.get(reference)
        says = link.get("/Contents", "u:")
        text = says[2:].strip() if says.startswith("u:") else says
        self.need(re.search(r"\w{3}", text), "a link to %s does not say where it leads",
                  link.get("/A", link.get("/Dest")))
        self.need(not re.fullmatch(r"[A-Z]+-[\d.]+", text), "a link says no more than '%s'", text)
        owner = self.claimed.get(reference)
        self.need(owner and self.get(owner).get("/S") == "/Link", "a link is no part of the structure: '%s'", text)
        self.need(owner and parents.get(link.get("/StructParent")) == owner, "'%s' does not know its element", text)

    def content(self, page):
        parts = page["/Contents"]
        data = b""
        for part in parts if isinstance(parts, list) else [parts]:
            data += base64.b64decode(self.objects["obj:" + part]["stream"]["data"])
        return re.sub(rb"<[0-9A-Fa-f]*>|\((?:\\.|[^\\)])*\)", b" () ", data).decode("latin-1")

    def check_marks(self, number, reference, marks):
        inside, seen = None, 0
        for mark, operator in re.findall(r"<</MCID (\d+) ?>> BDC|(\S+)", self.content(self.get(reference))):
            if mark or operator in ("BMC", "BDC"):
                self.need(inside is None, "page %d: a mark within a mark", number)
                inside = mark or "artifact"
            elif operator == "EMC":
                inside = None
            elif operator in PAINTS and inside is None:
                self.say("page %d: %s is neither marked nor an artifact", number, operator)
            if mark:
                owner = self.claimed.get((reference, int(mark)))
                self.need(owner and int(mark) < len(marks) and marks[int(mark)] == owner,
                          "page %d: mark %s belongs to nothing", number, mark)
                seen += 1
        self.need(seen >= len(marks), "page %d: %d of its %d marks are drawn", number, seen, len(marks))

    def check_pages(self):
        parents = self.parents()
        for number, reference in enumerate(self.pages(), 1):
            page = self.get(reference)
            self.need(page.get("/Tabs") == "/S", "page %d: tabs do not follow the structure", number)
            for link in self.get(page.get("/Annots", [])):
                self.check_link(link, parents)
            self.check_marks(number, reference, self.get(parents.get(page.get("/StructParents"), [])))

    def check(self):
        self.check_catalogue()
        if "/StructTreeRoot" not in self.root:
            return self.say("there is no structure")
        tree = self.get(self.root["/StructTreeRoot"])
        for kid in self.kids(tree):
            self.order(self.get(kid))
            self.walk(kid, self.root["/StructTreeRoot"])
        self.check_headings()
        self.check_pages()
        return None


document = Document(sys.argv[1])
document.check()
print("\n".join(sorted(set(document.wrong))[:20]))
sys.exit(1 if document.wrong else 0)
