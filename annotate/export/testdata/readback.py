"""Reads codings.csv and codings.xlsx with Python's own libraries, compares them
cell by cell, and holds every quote against its place in texts/ARTICLE_ID.txt.
Prints the number of rows, or what is wrong."""
import csv, datetime, sys, zipfile
import xml.etree.ElementTree as ET

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
csv.field_size_limit(2**31 - 1)


def column(ref):
    n = 0
    for c in ref:
        if c.isalpha():
            n = n * 26 + ord(c) - ord("A") + 1
    return n - 1


def unescape(s):
    import re
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m.group(1), 16)), s)


def sheet(path):
    with zipfile.ZipFile(path) as z:
        root = ET.fromstring(z.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in root.iter(NS + "row"):
        cells = {}
        for c in row.iter(NS + "c"):
            text = "".join(t.text or "" for t in c.iter(NS + "t")) if c.get("t") == "inlineStr" else c.find(NS + "v").text
            if c.get("t") != "inlineStr" and c.get("s") in ("2", "3"):
                at = datetime.datetime(1899, 12, 30) + datetime.timedelta(seconds=round(float(text) * 86400))
                text = at.strftime("%Y-%m-%d" if c.get("s") == "2" else "%Y-%m-%dT%H:%M:%SZ")
            elif c.get("t") == "inlineStr":
                text = unescape(text)
            cells[column(c.get("r"))] = text
        rows.append(cells)
    return rows


with open("codings.csv", encoding="utf-8-sig", newline="") as f:
    table = list(csv.reader(f))
book = sheet("codings.xlsx")
wrong = []
if len(book) != len(table):
    wrong.append("%d rows in the workbook, %d in the table" % (len(book), len(table)))
for i, (a, b) in enumerate(zip(table, book)):
    for k, cell in enumerate(a):
        if cell != b.get(k, ""):
            wrong.append("row %d, %s: %r in the table, %r in the workbook" % (i, table[0][k], cell, b.get(k, "")))
for row in table[1:]:
    r = dict(zip(table[0], row))
    with open("texts/%s.txt" % r["article_id"], encoding="utf-8", newline="") as f:
        if f.read()[int(r["start"]):int(r["end"])] != r["quote"]:
            wrong.append("%s is not where it should be" % r["highlight_id"])
print("\n".join(wrong) or "%d rows" % (len(table) - 1))
sys.exit(1 if wrong else 0)
