#!/usr/bin/env python3
"""Holds that each source file begins with a sentence: what the file is for, what it takes and what it returns.

Exit 0 and a count, or 1 and a line for each file of a checked room that has none.
"""
import pathlib
import sys

ROOMS = ["app", "audit", "cli", "config", "declare", "diff", "lint", "model", "names", "notify", "reflect", "renames", "render", "schedule", "service", "sql", "store"]


def begins_with_sentence(text):
    """Whether a text begins with `//` lines that end with a full stop, and a blank line after them."""
    comment, blank, _ = text.partition("\n\n")
    lines = comment.splitlines()
    return bool(blank) and bool(lines) and all(line.startswith("// ") for line in lines) and lines[-1].endswith(".")


root = pathlib.Path(__file__).resolve().parent.parent
files = [path for room in ROOMS for path in sorted((root / room).rglob("*")) if path.suffix in (".cc", ".h")]
faults = [path.relative_to(root).as_posix() for path in files if not begins_with_sentence(path.read_text())]
if faults:
    print("\n".join(f"{path}:1: no sentence at the top that says what the file is for" for path in faults))
else:
    print(f"{len(files)} files, each with a sentence at the top")
sys.exit(1 if faults or not files else 0)
