"""How Excel on Windows reads a CSV file that is opened by a double click: its rule written again, since Excel
does not run here. A byte order mark says UTF-8, without one the machine's own code page counts; cells are cut
at the list separator of the country; a quote holds a cell together where it begins one, and else is a sign
like others; a cell whose text begins with a formula's sign is run."""
import csv, io

MARK = b"\xef\xbb\xbf"
FORMULA = ("=", "+", "-", "@")


def rows(path, separator):
    with open(path, "rb") as file:
        data = file.read()
    text = data[len(MARK):].decode("utf-8") if data.startswith(MARK) else data.decode("cp1252", "replace")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def table(path, separator):
    header, *others = rows(path, separator)
    return [dict(zip(header, row)) for row in others]


def runs(path, separator):
    """The cells that would be run."""
    return [cell for row in rows(path, separator) for cell in row if cell.lstrip(" \t\r\n'\"").startswith(FORMULA)
            and not cell.lstrip(" \t\r\n\"").startswith("'")]
