"""Holds the published JSON Schema of the declared form against what the program reads.

    published_schema.py TENON DIALECT FILE...

Every file must keep the schema. Every key that the program knows at a place where the file has an object is one
that the schema takes there, and a key that it does not know is one that the schema refuses. (What the program
knows, it says itself where it finds a key that it does not.)
"""
import copy
import json
import re
import subprocess
import sys

import jsonschema

tenon, dialect, *files = sys.argv[1:]
schema = json.loads(subprocess.run([tenon, "schema", "declared"], capture_output=True, check=True, text=True).stdout)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
faults, forms = [], set()


def places(value, path=()):
    """The paths of all objects."""
    if isinstance(value, dict):
        yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in children:
        yield from places(each, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def known_keys(document, paths):
    """What the program says it knows where a strange key stands: {path: (form, keys)}."""
    marked = copy.deepcopy(document)
    for number, path in enumerate(paths):
        at(marked, path)[f"qqqqqqqqqqqqqqqqqqqq{number}"] = None
    said = subprocess.run([tenon, "inspect", "-", "--dialect", dialect], input=json.dumps(marked),
                          capture_output=True, text=True).stderr
    found = {}
    for number, form, keys in re.findall(r'unknown key "q+(\d+)" in ([^;\n]*); known here: ([^(\n]*)', said):
        found[paths[int(number)]] = (form, re.findall(r'[\w$]+', keys))
    return found


def takes(document, path, key, value):
    more = copy.deepcopy(document)
    at(more, path)[key] = value
    return validator.is_valid(more)


for file in files:
    with open(file, encoding="utf-8") as opened:
        document = json.load(opened)
    for fault in validator.iter_errors(document):
        faults.append(f"{file}: {list(fault.absolute_path)}: {fault.message[:300]}")
    if len(files) > 2:
        continue  # many files: only whether they keep it
    for path, (form, keys) in known_keys(document, list(places(document))).items():
        forms.add(form)
        if takes(document, path, "qqqqq", None):
            faults.append(f"{file}: {path}: the schema takes a key that nothing reads")
        for key in set(keys) - set(at(document, path)) - {"postgresql", "sqlite", "with", "options", "$schema"}:
            if not any(takes(document, path, key, value) for value in (None, "x", [], ["x"], ["t.x"])):
                faults.append(f"{file}: {path}: {form} knows {key}, which the schema does not take")

print("\n".join(faults))
print(f"{len(files)} files, forms: {sorted(forms)}")
sys.exit(1 if faults else 0)
