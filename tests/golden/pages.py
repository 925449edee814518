#!/usr/bin/env -S python3 -ES
"""Of a PDF's words (pdftotext -bbox): each page but the cover and the last is filled to 40 % at least, no word
stands in a margin, and none on another."""
import sys
import xml.etree.ElementTree as tree

XHTML = "{http://www.w3.org/1999/xhtml}"
LEAST = 0.4
TOP, BOTTOM, SIDE = 46, 58, 44  # the margins of a page, in points


def filled(page):
    """Down to where its lowest text above the foot stands."""
    height = float(page.get("height"))
    ends = [float(word.get("yMax")) for word in page.iter(XHTML + "word")]
    ends = [end for end in ends if end <= height - BOTTOM + 2]
    return (max(ends, default=TOP) - TOP) / (height - TOP - BOTTOM)


def box(word):
    return [float(word.get(name)) for name in ("xMin", "yMin", "xMax", "yMax")]


def on_another(one, other):
    """By more than a hair; how high a word is, its font says, and not its ink."""
    x0, y0, x1, y1 = one
    a0, b0, a1, b1 = other
    return min(x1, a1) - max(x0, a0) > 1 and min(y1, b1) - max(y0, b0) > 0.55 * min(y1 - y0, b1 - b0)


def misplaced(page):
    width, height = float(page.get("width")), float(page.get("height"))
    words = sorted(((box(word), word.text) for word in page.iter(XHTML + "word")), key=lambda word: word[0][1])
    for index, (at, text) in enumerate(words):
        if at[3] <= height - BOTTOM and (at[0] < SIDE - 1 or at[2] > width - SIDE + 1):
            yield "%r stands in a margin" % text
        for other, another in words[index + 1:]:
            if other[1] >= at[3]:
                break
            if on_another(at, other):
                yield "%r stands on %r" % (another, text)


def main():
    pages = list(tree.parse(sys.argv[1]).getroot().iter(XHTML + "page"))
    shares = [filled(page) for page in pages]
    empty = [(number, share) for number, share in enumerate(shares[1:-1], 2) if share < LEAST]
    for number, share in empty:
        print("page %d is filled to %.0f %%" % (number, 100 * share))
    wrong = [(number, what) for number, page in enumerate(pages, 1) for what in misplaced(page)]
    for number, what in wrong:
        print("page %d: %s" % (number, what))
    sys.exit(bool(empty or wrong) or len(pages) < 2)


main()
