"""The lines of a PDF, where they stand on its pages."""
import collections, subprocess, xml.etree.ElementTree as ElementTree

Line = collections.namedtuple("Line", "x y size text")  # points, from the page's top left; y is the baseline's
Page = collections.namedtuple("Page", "width height lines")
TALL = 1.36  # of a line of Open Sans, by its size
ASCENT = 1.07


def line_of(element):
    left, top, bottom = (float(element.get(name)) for name in ("xMin", "yMin", "yMax"))
    size = round((bottom - top) / TALL, 1)
    return Line(left, top + ASCENT * size, size, " ".join(word.text or "" for word in element.iter("word")))


def read(path):
    found = subprocess.run(["pdftotext", "-bbox-layout", path, "-"], check=True, stdout=subprocess.PIPE).stdout
    found = found[found.index(b"<doc>"):found.index(b"</doc>") + 6]  # the head is no XML: a title may hold an &
    return [Page(float(page.get("width")), float(page.get("height")), [line_of(line) for line in page.iter("line")])
            for page in ElementTree.fromstring(found).iter("page")]


def rows(page):
    """Lines side by side are the cells of a row."""
    found = collections.OrderedDict()
    for line in sorted(page.lines, key=lambda line: (round(line.y), line.x)):
        found.setdefault(round(line.y), []).append(line.text)
    return list(found.values())
