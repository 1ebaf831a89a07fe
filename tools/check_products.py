#!/usr/bin/env python3
"""Holds the rooms that know no product: they ask a dialect for a fact and never which database it is.

Exit 0 and a count, or 1 and a line for each place that names a dialect or compares one by its name.
"""
import pathlib
import re
import sys

ROOMS = ["diff", "lint", "names", "plan"]
PRODUCT = re.compile(r"\b(kPostgresql|kSqlite|kActian)\b")
BY_NAME = re.compile(r"\bdialect_?(\(\))?(\.|->)name\s*[!=]=|[!=]=\s*[\w.()>-]*\bdialect_?(\(\))?(\.|->)name\b|\bfind_dialect\b")


def is_code(line):
    return not line.lstrip().startswith("//")


root = pathlib.Path(__file__).resolve().parent.parent
faults, seen = [], 0
for room in ROOMS:
    for path in sorted((root / room).rglob("*.[hc]*")):
        seen += 1
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if is_code(line) and (PRODUCT.search(line) or BY_NAME.search(line)):
                faults.append(f"{path.relative_to(root).as_posix()}:{number}: a product is asked for: {line.strip()}")
print("\n".join(faults) if faults else f"{seen} files, none of which names a product")
sys.exit(1 if faults or not seen else 0)
