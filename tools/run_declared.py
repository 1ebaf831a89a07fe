#!/usr/bin/env python3
"""Compares databases with the SQL that made them, read offline, and says how often nothing is found.

    tools/with-postgres tools/run_declared.py FOLDER [--only TEXT] [--jobs N] [--verbose] [--dumps]

Every schema.sql, old.sql and new.sql under FOLDER (with the setup.sql beside it before it) is loaded into a
database of its own, which is then compared with the very file. With --dumps, the database is also compared
with its own pg_dump --schema-only. A file is

  right      nothing is found
  outside    the file is not read, for a reason that it says
  wrong      anything else
  unusable   psql cannot load it here

Exit 0 when nothing is wrong.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from run_cases import Outcome, Postgres, run, tenon


def findings(url, files):
    code, out, err = tenon("check", url, *files, "-o", "json")
    if not out:
        return ["not read: " + err.strip()]
    report = json.loads(out)
    if "error" in report:
        return ["not read: " + report["error"]["message"]]
    return [f["op"] + " " + f["key"] + " " + ", ".join(
        f"{c['attribute']}: {c.get('actual')} | {c.get('declared')}" for c in f.get("changes", [])) +
        f.get("reason", "") for f in report["findings"]]


def judged(path, dumps):
    """(label, verdict, why) of the file, and of the dump when that is wanted."""
    meta = path.parent / "meta.json"
    meta = json.loads(meta.read_text()) if meta.exists() else {}
    if meta.get("dialect") == "sqlite":
        return []
    files = [str(path)]
    if (path.parent / "setup.sql").exists() and path.name != "schema.sql":
        files.insert(0, str(path.parent / "setup.sql"))
    database = Postgres()
    try:
        roles = "".join(f"DO $r$ BEGIN CREATE ROLE \"{role}\"; EXCEPTION WHEN OTHERS THEN NULL; END $r$;\n"
                        for role in meta.get("roles") or [])
        code, _, err = database.load(roles + "".join(pathlib.Path(f).read_text() + "\n" for f in files))
        if code:
            return [(str(path), "unusable", err.strip())]
        results = [(str(path), *compared(database, files))]
        if dumps:
            with tempfile.NamedTemporaryFile(suffix=".sql") as dump:
                code, _, err = run(["pg_dump", "--schema-only", "-f", dump.name, database.name])
                if code:
                    return results + [(f"dump of {path}", "unusable", err.strip())]
                results.append((f"dump of {path}", *compared(database, [dump.name])))
        return results
    finally:
        database.close()


def compared(database, files):
    try:
        found = findings(database.url, files)
    except Outcome as outcome:
        return outcome.verdict, outcome.why
    if found and found[0].startswith("not read: ") and "--scratch" in found[0]:
        return "outside", "\n".join(found)
    return ("wrong" if found else "right"), "\n   ".join(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", default="", help="files whose path holds this text")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--dumps", action="store_true", help="compare with a dump as well")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    paths = sorted(p for name in ("schema.sql", "old.sql", "new.sql") for p in options.folder.rglob(name)
                   if options.only in str(p))
    tally = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        futures = {pool.submit(judged, path, options.dumps): path for path in paths}
        for future in concurrent.futures.as_completed(futures):
            for label, verdict, why in future.result():
                tally[verdict] += 1
                if options.verbose or verdict in ("wrong", "outside"):
                    print(f"{verdict:8} {label}: {why}", flush=True)
    print("total " + "  ".join(f"{name} {tally[name]}" for name in ("right", "outside", "wrong", "unusable")))
    return 1 if tally["wrong"] or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
