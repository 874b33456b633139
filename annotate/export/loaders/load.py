"""Reads this data package. Needs nothing but Python 3.8 or newer.

    from load import load
    data = load("path/of/this/folder")
    data["codings"]     rows of codings.csv
    data["texts"]       text of each article by article_id

A table is a pandas.DataFrame where pandas is installed, else a list of dicts.
Run as a program, it proves that every quote stands where the table says.
"""

import csv
import json
import os
import sys

csv.field_size_limit(2**31 - 1)  # a quote may be a whole article

TYPES = {"integer": int, "boolean": lambda s: s == "1"}


def load(folder=os.path.dirname(os.path.abspath(__file__))):
    with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as f:
        resources = json.load(f)["resources"]
    data = {r["name"]: _table(folder, r) for r in resources}
    data["texts"] = {}
    for row in _rows(data["articles"]):
        # newline="" keeps the text as it is: positions count its characters.
        with open(os.path.join(folder, row["text_file"]), encoding="utf-8", newline="") as f:
            data["texts"][row["article_id"]] = f.read()
    return data


def _table(folder, resource):
    types = {f["name"]: TYPES.get(f["type"], str) for f in resource["schema"]["fields"]}
    with open(os.path.join(folder, resource["path"]), encoding="utf-8", newline="") as f:
        rows = [
            {k: None if v == "" and types[k] is not str else types[k](v) for k, v in row.items()}
            for row in csv.DictReader(f)
        ]
    try:
        import pandas
    except ImportError:
        return rows
    return pandas.DataFrame(rows, columns=list(types))


def _rows(table):
    return table if isinstance(table, list) else table.to_dict("records")


def main():
    data = load()
    wrong = 0
    for row in _rows(data["codings"]):
        text = data["texts"][row["article_id"]]
        if text[int(row["start"]):int(row["end"])] != row["quote"]:
            wrong += 1
            print("not where it should be:", row["highlight_id"], file=sys.stderr)
    print("%d articles, %d codings, %d quotes out of place" % (len(data["articles"]), len(data["codings"]), wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
