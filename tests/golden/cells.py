#!/usr/bin/python3
"""What openpyxl reads of a workbook, a line a cell: sheet, place, kind, text. No formula may be among it.

usage: tests/golden/cells.py WORKBOOK"""
import datetime, sys
import openpyxl


def told(value):
    if isinstance(value, datetime.datetime):
        return "day", value.strftime("%Y-%m-%dT%H:%M:%S")
    if isinstance(value, (int, float)):
        return "number", "%.15g" % value
    return "text", value.encode("utf-16-le").hex()


for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and cell.value != "":
                kind, text = told(cell.value)
                assert cell.data_type != "f", "%s %s is a formula" % (sheet.title, cell.coordinate)
                print(sheet.title, cell.coordinate, kind, text, sep="\t")
