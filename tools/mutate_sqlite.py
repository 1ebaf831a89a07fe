#!/usr/bin/env python3
"""Changes a SQLite schema in one attribute after the other and looks whether tenon finds exactly that.

    tools/mutate_sqlite.py SCHEMA.sql... [--seed N] [--shard I/N] [--verbose]

The schema is loaded and inspected; the inspection is changed in one place; then "tenon check" must name that change
and nothing else, the generated script must lead there (a second check is in sync), and the downgrade back: what
SQLite holds (tools/observe_sqlite.py) is what it was, and what compiled before (tools/compiled_sqlite.py) compiles
after either way. A mutation that generate refuses, since it would break a view or a trigger, is "refused". Exit 0 when that is so for every mutation that the schema has
a place for.
"""
import argparse
import collections
import copy
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import compiled_sqlite
import observe_sqlite
from sqlite_mutations import MUTATIONS

TENON = os.environ.get("TENON_BIN", str(pathlib.Path(__file__).parent.parent / "build/release/tenon"))


class Wrong(Exception):
    pass


def run(args, text=None):
    done = subprocess.run(args, input=text, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def findings(url, declared):
    code, out, err = run([TENON, "check", url, declared, "-o", "json"])
    if not out:
        raise Wrong("check says: " + err[:400])
    return json.loads(out)["findings"]


def demand_exactly(found, kind, attributes, table):
    """One finding of that kind on that table; or a drop and an add, where what changed is what it was told by."""
    shown = "; ".join(f["op"] + " " + f["key"] for f in found)
    if not 1 <= len(found) <= 2 or any(f["kind"] != kind for f in found):
        raise Wrong("found " + (shown or "nothing"))
    if any((f.get("table") or f["name"]).lower() != table.lower() for f in found):
        raise Wrong("found on another table: " + shown)
    if len(found) == 2 and sorted(f["op"] for f in found) != ["add", "drop"]:
        raise Wrong("found twice: " + shown)
    told = {change["attribute"] for f in found for change in f.get("changes", [])}
    if attributes and len(found) == 1 and not (told and told <= attributes):
        raise Wrong(f"said to differ: {sorted(told)}")


def tried(name, schema, database, work, seed):
    """"right", "refused", or "no place" where the schema has none for it; raises what is wrong."""
    change, kind, attributes = MUTATIONS[name]
    changed = copy.deepcopy(schema)
    table = change(changed, random.Random(seed))
    if table is None:
        return "no place"
    declared = f"{work}/{name}.json"
    pathlib.Path(declared).write_text(json.dumps(changed, indent=1))
    path = f"{work}/{name}.db"
    pathlib.Path(path).write_bytes(database.read_bytes())
    url, before, compiled = "sqlite:///" + path, observe_sqlite.observed(path), compiled_sqlite.compiled(path)
    demand_exactly(findings(url, declared), kind, attributes, table)
    code, _, err = run([TENON, "generate", url, declared, "-m", name, "--dir", f"{work}/{name}", "--allow", "all"])
    if code == 1 and "would break what compiles now: " in err:
        return "refused"
    if code:
        raise Wrong("generate: " + err[:400])
    for way in ("up", "down"):
        code, out, err = run(["sqlite3", "-bail", path], next(pathlib.Path(f"{work}/{name}").glob(f"*.{way}.sql")).read_text())
        if code or err:
            raise Wrong(f"the way {way}: " + (out + err)[:400])
        if broken := compiled_sqlite.broken(compiled, compiled_sqlite.compiled(path)):
            raise Wrong(f"broken by the way {way}: " + "; ".join(broken)[:400])
        if way == "up" and (rest := findings(url, declared)):
            raise Wrong("left to do: " + "; ".join(f["op"] + " " + f["key"] for f in rest))
    if observe_sqlite.observed(path) != before:
        raise Wrong("the downgrade does not return")
    return "right"


def mutated(path, names, seed, verbose):
    """How often each mutation was right, wrong and without a place."""
    tally = collections.Counter()
    with tempfile.TemporaryDirectory() as work:
        database = pathlib.Path(work, "schema.db")
        run(["sqlite3", str(database)], path.read_text(errors="replace"))
        code, out, _ = run([TENON, "inspect", f"sqlite:///{database}", "-o", "json"])
        schema = json.loads(out) if code == 0 else {"tables": {}}
        for name in names if schema["tables"] else []:
            try:
                verdict = tried(name, schema, database, work, seed)
            except Wrong as wrong:
                verdict = "wrong"
                print(f"wrong {path} {name}: {' '.join(str(wrong).split())}", flush=True)
            tally[verdict] += 1
            if verbose:
                print(f"{verdict:8} {path} {name}", flush=True)
    return tally


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schemas", nargs="+", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shard", default="0/1", help="of all mutations, every N-th from the I-th on")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    place, shards = map(int, options.shard.split("/"))
    names = list(MUTATIONS)[place::shards]
    total = collections.Counter()
    for path in options.schemas:
        total += mutated(path, names, options.seed, options.verbose)
    print(f"{len(options.schemas)} schemas, {len(names)} mutations: right {total['right']}, wrong {total['wrong']}, "
          f"refused {total['refused']}, no place {total['no place']}")
    return 1 if total["wrong"] or not total["right"] else 0


if __name__ == "__main__":
    sys.exit(main())
