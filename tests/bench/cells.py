"""The cells of a workbook, read without any library that writes one."""
import re, xml.etree.ElementTree as ElementTree, zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Formula(str):
    """What a cell computes, without the sign in front."""


def text_of(element):
    text = "".join(part.text or "" for part in element.iter(MAIN + "t"))
    return ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def column_of(reference):
    column = 0
    for sign in reference:
        if sign.isdigit():
            break
        column = column * 26 + ord(sign) - 64
    return column - 1


def value_of(cell, shared):
    kind, formula, value = cell.get("t"), cell.find(MAIN + "f"), cell.find(MAIN + "v")
    if formula is not None:
        return Formula(formula.text)
    if kind == "inlineStr":
        return text_of(cell.find(MAIN + "is"))
    if value is None or value.text is None:
        return None
    if kind == "s":
        return shared[int(value.text)]
    if kind == "b":
        return value.text == "1"
    return value.text if kind in ("str", "e") else float(value.text)


def elements(archive, name, wanted):
    """One after the other, each forgotten when the next is asked for."""
    with archive.open(name) as part:
        root = None
        for event, element in ElementTree.iterparse(part, events=("start", "end")):
            if root is None:
                root = element
            if event == "end" and element.tag == MAIN + wanted:
                yield element
                element.clear()


def rows_of(archive, name, shared):
    for row in elements(archive, name, "row"):
        values = {}
        for cell in row.iter(MAIN + "c"):
            value = value_of(cell, shared)
            if value not in (None, ""):
                values[column_of(cell.get("r"))] = value
        yield int(row.get("r")) - 1, values


def read(path):
    """[(sheet, [(row, {column: value})])]; numbers are floats; what shows nothing is left out."""
    with zipfile.ZipFile(path) as archive:
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            shared = [text_of(item) for item in elements(archive, "xl/sharedStrings.xml", "si")]
        places = {item.get("Id"): item.get("Target") for item in
                  ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        return [(sheet.get("name"), [(number, values) for number, values in
                                     rows_of(archive, "xl/" + places[sheet.get(RELATION)].replace("/xl/", ""), shared)
                                     if values])
                for sheet in book.iter(MAIN + "sheet")]


def count(sheets):
    return sum(len(values) for _, rows in sheets for _, values in rows)


def difference(ours, theirs):
    """The first place where two workbooks are not the same, in words; None if there is none."""
    if [name for name, _ in ours] != [name for name, _ in theirs]:
        return "other sheets"
    for (name, here), (_, there) in zip(ours, theirs):
        if len(here) != len(there):
            return "%s: %d rows and %d" % (name, len(here), len(there))
        for (number, mine), (other, yours) in zip(here, there):
            if number != other or mine != yours or any(type(mine[key]) is not type(yours[key]) for key in mine):
                return "%s: row %d: %r and, in %d, %r" % (name, number + 1, mine, other + 1, yours)
    return None
