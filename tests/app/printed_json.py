"""Holds what verbs print as JSON against the published schemas.

    printed_json.py TENON FOLDER

FOLDER has a file SCHEMA-WHAT.json for each run, failed ones included. Each keeps its schema, is an answer or a
failure as its name says (WHAT begins with "failed"), and with a key more at any place it would not keep it: maps, which
take any key, are not asked. Exit 0 and a count, or 1 and a line for each fault.
"""
import copy
import json
import pathlib
import subprocess
import sys

import jsonschema

tenon, folder = sys.argv[1], pathlib.Path(sys.argv[2])
MAPS = {"rows", "checked", "removed", "labels"}
faults, count = [], 0


def places(value, path=()):
    """The paths of all objects but maps."""
    if isinstance(value, dict) and (not path or path[-1] not in MAPS):
        yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in children:
        yield from places(each, (*path, key))


for file in sorted(folder.glob("*.json")):
    count += 1
    name, what = file.stem.split("-", 1)
    schema = json.loads(subprocess.run([tenon, "schema", name], capture_output=True, check=True, text=True).stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    document = json.loads(file.read_text(encoding="utf-8"))
    for fault in validator.iter_errors(document):
        deepest = min([fault, *fault.context], key=lambda one: -len(one.absolute_path))
        faults.append(f"{file.name}: {list(deepest.absolute_path)}: {deepest.message[:300]}")
    if ("error" in document) != what.startswith("failed"):
        faults.append(f"{file.name}: an answer where a failure is awaited, or the other way round")
    for path in places(document):
        more = copy.deepcopy(document)
        at = more
        for key in path:
            at = at[key]
        at["qqqqq"] = None
        if validator.is_valid(more):
            faults.append(f"{file.name}: {list(path)}: the schema takes a key that is never printed")

print("\n".join(faults) if faults else f"{count} files")
sys.exit(1 if faults or not count else 0)
