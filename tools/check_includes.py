#!/usr/bin/env python3
"""Holds the rooms apart: a file may include headers of the rooms below it and nothing else of ours, and inside a
room each subfolder the subfolders that it stands on.

Exit 0 and a count, or 1 and a line for each include that crosses a wall.
"""
import pathlib
import re
import sys

MAY_INCLUDE = {
    "model": [],
    "schedule": ["model"],
    "config": ["model", "schedule"],
    "sql": ["model"],
    "declare": ["model", "sql"],
    "reflect": ["model", "sql"],
    "diff": ["model"],
    "lint": ["model", "sql"],
    "names": ["model"],
    "renames": ["model", "sql"],
    "plan": ["model"],
    "render": ["model", "sql"],
    "audit": ["model"],
    "store": ["model", "audit"],
    "notify": ["model", "audit"],
    "app": ["model", "sql", "config", "declare", "reflect", "diff", "lint", "names", "renames", "plan", "render",
            "audit", "store", "notify"],
    "service": ["model", "schedule", "config", "audit", "store", "notify", "render", "app"],
    "cli": ["model", "config", "audit", "app", "service"],
}

# The subfolders of a room: what each may include of its own room, "" being the files of the room itself.
SUBFOLDERS = {
    "declare": {"": ["json", "sql"], "json": [""], "sql": ["", "json"], "sqlite": [""]},
    "reflect": {"": [], "postgresql": [""], "sqlite": [""]},
    "render": {
        "": ["sql", "postgresql", "sqlite", "actian"],
        "sql": [],
        "postgresql": ["sql"],
        "sqlite": ["sql"],
        "actian": ["sql", "sqlite"],
        "alembic": ["", "sql", "postgresql", "sqlite"],
        "json": ["", "sql", "postgresql", "sqlite"],
        "report": ["", "sql"],
        "picture": ["report"],
    },
    "service": {
        "": ["http", "api", "auth", "dashboard", "jobs", "metrics", "pages", "views"],
        "http": [],
        "auth": [],
        "jobs": [],
        "views": [],
        "pages": ["views"],
        "metrics": ["jobs", "views"],
        "api": ["", "auth", "http", "jobs", "views"],
        "dashboard": ["", "api", "auth", "http", "jobs", "metrics", "pages", "views"],
    },
    "plan": {
        "": ["lookup", "transition", "refuse", "ops", "order", "effects"],
        "lookup": [],
        "order": ["lookup"],
        "transition": ["lookup", "order"],
        "refuse": ["lookup", "transition"],
        "ops": ["lookup", "order", "transition"],
        "simulate": ["lookup", "order", "transition"],
        "effects": ["lookup"],
        "online": [],
    },
}


def subfolder(path):
    """The folder of a path below its room; "" for a file of the room itself."""
    parts = pathlib.PurePosixPath(path).parts
    return parts[1] if len(parts) > 2 else ""


def fault(room, path, included):
    """What is wrong with an include, or None."""
    target = included.split("/")[0]
    if target not in [room, *MAY_INCLUDE[room]]:
        return f"{room}/ may not include {target}/"
    if target != room or room not in SUBFOLDERS:
        return None
    own, other = subfolder(path), subfolder(included)
    if own not in SUBFOLDERS[room] or other not in SUBFOLDERS[room]:
        return f"{room}/{own or other} is not in the table of subfolders"
    if other in [own, *SUBFOLDERS[room][own]]:
        return None
    return f"{room}/{own} may not include {room}/{other}"


root = pathlib.Path(__file__).resolve().parent.parent
faults, seen = [], 0
for room in MAY_INCLUDE:
    for path in sorted((root / room).rglob("*.[hc]*")):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'#include "([a-z]+/[^"]+)"', line)
            if not found:
                continue
            seen += 1
            why = fault(room, name, found[1])
            if why:
                faults.append(f"{name}:{number}: {why}")
print("\n".join(faults) if faults else f"{seen} includes, every one within its walls")
sys.exit(1 if faults or not seen else 0)
