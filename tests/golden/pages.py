#!/usr/bin/env python3
"""Each page of a PDF's words (pdftotext -bbox) but the cover and the last is filled to 40 % at least."""
import sys
import xml.etree.ElementTree as tree

XHTML = "{http://www.w3.org/1999/xhtml}"
LEAST = 0.4
TOP, BOTTOM = 46, 58  # the margins of a page, in points


def filled(page):
    """Down to where its lowest text above the foot stands."""
    height = float(page.get("height"))
    ends = [float(word.get("yMax")) for word in page.iter(XHTML + "word")]
    ends = [end for end in ends if end <= height - BOTTOM + 2]
    return (max(ends, default=TOP) - TOP) / (height - TOP - BOTTOM)


def main():
    pages = list(tree.parse(sys.argv[1]).getroot().iter(XHTML + "page"))
    shares = [filled(page) for page in pages]
    empty = [(number, share) for number, share in enumerate(shares[1:-1], 2) if share < LEAST]
    for number, share in empty:
        print("page %d is filled to %.0f %%" % (number, 100 * share))
    sys.exit(bool(empty) or len(pages) < 2)


main()
