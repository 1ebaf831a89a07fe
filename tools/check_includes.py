#!/usr/bin/env python3
"""Holds the rooms apart: a file may include headers of the rooms below it and nothing else of ours.

Exit 0 and a count, or 1 and a line for each include that crosses a wall.
"""
import pathlib
import re
import sys

MAY_INCLUDE = {
    "model": [],
    "sql": ["model"],
    "declare": ["model", "sql"],
    "reflect": ["model", "sql"],
    "diff": ["model"],
    "lint": ["model", "sql"],
    "names": ["model"],
    "plan": ["model"],
    "render": ["model", "sql"],
    "app": ["model", "sql", "declare", "reflect", "diff", "lint", "names", "plan", "render"],
    "cli": ["model", "app"],
}

root = pathlib.Path(__file__).resolve().parent.parent
faults, seen = [], 0
for room, below in MAY_INCLUDE.items():
    for path in sorted((root / room).rglob("*.[hc]*")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'#include "([a-z]+)/', line)
            if not found:
                continue
            seen += 1
            if found[1] not in [room, *below]:
                faults.append(f"{path.relative_to(root)}:{number}: {room}/ may not include {found[1]}/")
print("\n".join(faults) if faults else f"{seen} includes, every one within its walls")
sys.exit(1 if faults or not seen else 0)
