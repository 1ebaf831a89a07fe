#!/usr/bin/env python3
"""Holds the names of types unique: two headers that define one name in the namespace of the program break the rule of
one definition, and a linker picks either.

Exit 0 and a count, or 1 and a line for each name that stands in two headers.
"""
import collections
import pathlib
import re
import sys

DEFINED = re.compile(r"^(?:struct|class|enum class) ([A-Z]\w*)(?: final)?(?: : [^;]*)? \{", re.MULTILINE)
OTHERS = {"build", "tests", "bench"}

root = pathlib.Path(__file__).resolve().parent.parent
places = collections.defaultdict(set)
for path in sorted(root.glob("*/**/*.h")):
    name = path.relative_to(root)
    if name.parts[0] in OTHERS or name.parts[0].startswith("build"):
        continue
    for found in DEFINED.findall(path.read_text()):
        places[found].add(name.as_posix())
faults = [f"{name} is defined in {', '.join(sorted(where))}" for name, where in sorted(places.items()) if len(where) > 1]
print("\n".join(faults) if faults else f"{len(places)} types, each of one definition")
sys.exit(1 if faults or not places else 0)
