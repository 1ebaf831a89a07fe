#!/usr/bin/env python3
"""Runs tenon over a folder of schema pairs and says how many it got right.

    tools/with-postgres tools/run_cases.py FOLDER [--only TEXT] [--jobs N] [--verbose] [--keep DIR]

A case is a folder with old.sql and new.sql (setup.sql is loaded into both first, seed.sql into the old one)
and a meta.json that names the dialect, "requires" (extensions) and "roles". Two databases are made; a case is

  right    the migration from old to new runs, the second check is in sync, the outside observer (pg_dump, or
           SQLite's own catalog) sees no difference to new, the downgrade leads back to old, and each
           database is in sync with itself; in SQLite, what compiled before (tools/compiled_sqlite.py) compiles after
           either way
  outside  the same, but for objects of a kind that tenon says it does not model: they differ, or stand in the
           way of a script; or an op that tenon says it cannot write
  wrong    anything else
  unusable the case's own SQL does not load here

The tables of migration runners are compared as all others. A role that a case names and nobody made is made. Exit 0
when nothing is wrong. With several jobs the order of the lines is that of completion.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import uuid

import compiled_sqlite
import observe_sqlite

TENON = os.environ.get("TENON_BIN", str(pathlib.Path(__file__).parent.parent / "build/release/tenon"))


def run(args, text=None, timeout=120):
    done = subprocess.run(args, input=text, capture_output=True, text=True, timeout=timeout)
    return done.returncode, done.stdout, done.stderr


class Postgres:
    """A database of its own on the private server."""

    def __init__(self):
        self.name = "case_" + uuid.uuid4().hex
        self.url = f"postgresql://tenon@/{self.name}?host={os.environ['PGHOST']}"
        code, _, err = run(["createdb", "-T", "template0", self.name])
        if code:
            raise RuntimeError(err)

    def load(self, sql):
        return run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.name], sql)

    def dump(self):
        code, out, err = run(["pg_dump", "--schema-only", "--no-owner", self.name])
        return "pg_dump failed: " + err if code else re.sub(r"\\(un)?restrict .*\n", "", out)

    def same(self, one, other):
        """Whether two dumps mean the same. The server deparses an expression that it deparsed before in other
        words, and these stay: where two dumps differ, both are restored and dumped once more."""
        if settled(one) == settled(other):
            return True
        return settled(self.restored(one)) == settled(self.restored(other))

    def restored(self, dump):
        database = Postgres()
        try:
            code, _, _ = database.load(dump)
            return dump if code else database.dump()
        finally:
            database.close()

    def compiled(self):
        """Nothing to look at: the server lets no statement break a view or a trigger."""
        return {}

    def close(self):
        run(["dropdb", "--force", "--if-exists", self.name])


def settled(dump):
    """The statements of a dump, without the order in which objects, columns and storage parameters come. What
    is SET between two of them (tablespace, access method) is a word of those that come after."""
    items, state = [], {}
    for item in re.split(r"^-- Name: .*$", dump, flags=re.M):
        lines = [line for line in item.splitlines() if line.strip() and not line.startswith(("--", "SET "))]
        if re.match(r"CREATE [^\n]*(TABLE|VIEW|INDEX) ", "\n".join(lines)):
            lines += sorted(state.values())
        items.append(sorted_columns(sorted_parameters(in_one_spelling("\n".join(lines)))))
        state.update({found[1]: found[0] for found in re.finditer(r"^SET (default_\w+) = .*$", item, flags=re.M)})
    return sorted(items)


def in_one_spelling(item):
    """What the manual calls the same: DEFAULT NULL is no default, AT TIME ZONE is the function timezone()."""
    item = re.sub(r" DEFAULT NULL(::[\w ]+(\(\d+(,\d+)?\))?(\[\])?)?(?=,?$)", "", item, flags=re.M)
    return re.sub(r"\((\w+) AT TIME ZONE ('[^']*'::text)\)", r"timezone(\2, \1)", item)


def sorted_parameters(item):
    return re.sub(r"WITH \(([^()]*)\)", lambda found: "WITH (" + ", ".join(sorted(found[1].split(", "))) + ")", item)


def sorted_columns(item):
    """Column order aside: the lines inside each CREATE TABLE, sorted."""
    def body(found):
        lines = sorted(line.rstrip(",") for line in found[2].splitlines())
        return found[1] + "\n".join(lines) + found[3]
    return re.sub(r"(CREATE (?:UNLOGGED )?TABLE [^\n]*\(\n)(.*?)(\n\)[^;]*;)", body, item, flags=re.S)


class Sqlite:
    """A database file; its catalog as SQLite itself tells it (tools/observe_sqlite.py) is the outside observer."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name + "/case.db"
        self.url = "sqlite:///" + self.path
        self.load("PRAGMA user_version = 1;")

    def load(self, sql):
        return run(["sqlite3", "-bail", self.path], sql)

    def dump(self):
        return observe_sqlite.observed(self.path)

    def same(self, one, other):
        return one == other

    def compiled(self):
        return compiled_sqlite.compiled(self.path)

    def close(self):
        self.folder.cleanup()


class Outcome(Exception):
    def __init__(self, verdict, why):
        super().__init__(why)
        self.verdict, self.why = verdict, why


def demand(condition, why, verdict="wrong"):
    if not condition:
        raise Outcome(verdict, why)


def tenon(*args):
    try:
        code, out, err = run([TENON, *args, "--runner-tables"])
    except subprocess.TimeoutExpired:
        raise Outcome("wrong", "tenon takes longer than two minutes")
    if code < 0 or code > 128 or "Sanitizer" in err or "internal error" in err:
        raise Outcome("wrong", "crash: " + err[:600])
    return code, out, err


def made(role):
    return f"DO $r$ BEGIN CREATE ROLE \"{role}\"; EXCEPTION WHEN OTHERS THEN NULL; END $r$;\n"


def loaded(kind, case, name, roles):
    text = "".join((case / part).read_text() + "\n" for part in ("setup.sql", name) if (case / part).exists())
    known = list(roles)
    while True:
        database = kind()
        code, _, err = database.load("".join(map(made, known)) + text)
        if not code:
            return database
        database.close()
        missing = re.search(r'role "([^"]+)" does not exist', err)
        if not missing or missing[1] in known:
            raise Outcome("unusable", name + ": " + err.strip().splitlines()[0])
        known.append(missing[1])


def not_modelled(report, differing):
    """The kinds of objects that are not modelled: of all, or of those that differ between the two sides."""
    return sorted(other["kind"] for other in report.get("not_modelled", [])
                  if not differing or any(each["differs"] for each in other["objects"]))


def in_its_way(kinds):
    """Objects that are not modelled may stand in the way of a script, and the server says so."""
    return "outside" if kinds else "wrong"


def migrate(old, new, work):
    """Old to new and back; what is wrong on the way is raised."""
    before, wanted = old.dump(), new.dump()
    code, out, err = tenon("check", old.url, new.url, "-o", "json")
    demand(out, "check printed nothing: " + err[:400])
    report = json.loads(out)
    present, kinds = not_modelled(report, differing=False), not_modelled(report, differing=True)
    beside = "outside" if kinds else "wrong"
    why_outside = "not modelled: " + ", ".join(kinds)
    if not report["findings"]:
        demand(old.same(before, wanted), why_outside if kinds else "no finding, but the dumps differ", beside)
        return kinds
    unknown = [f for f in report["findings"] if f["op"] == "unknown"]
    demand(not unknown, "unknown: " + "; ".join(f["key"] + ": " + f.get("reason", "") for f in unknown)[:400])
    code, out, err = tenon("generate", old.url, new.url, "-m", "case", "--dir", work, "--allow", "all")
    if code == 1 and "would break what compiles now: " in err:
        demand(old.same(old.dump(), before), "generate refused, and something changed")
        raise Outcome("outside", err.strip()[:300])
    if code == 1 and "cannot" in err:
        raise Outcome("outside", err.strip()[:300])
    demand(code == 0, f"generate: exit {code}: {err[:400]}", in_its_way(present))
    up = next(pathlib.Path(work).glob("*.up.sql")).read_text()
    down = next(pathlib.Path(work).glob("*.down.sql")).read_text()
    compiled = old.compiled()
    code, _, err = old.load(up)
    # A label of an enum is added outside the transaction.
    demand(not code or "ADD VALUE" in up or old.same(old.dump(), before),
           "the upgrade fails and something changed: " + err.strip()[:400])
    demand(code == 0, "the upgrade fails: " + err.strip()[:400], in_its_way(present))
    demand_compiled(compiled, old, "up")
    code, out, err = tenon("check", old.url, new.url, "-o", "json")
    second = json.loads(out) if out else {"findings": [{"key": err}]}
    demand(not second["findings"], "second check: " + ", ".join(f["key"] for f in second["findings"])[:400])
    demand(old.same(old.dump(), wanted), why_outside if kinds else "the dump differs from new's", beside)
    kept = re.search(r"extension \S+ stays at version [^;']*", down)
    code, _, err = old.load(down)
    demand(code == 0, "the downgrade fails: " + err.strip()[:400], in_its_way(present))
    demand_compiled(compiled, old, "down")
    if kept:
        raise Outcome("outside", "said in the downgrade: " + kept[0])
    demand(old.same(old.dump(), before), why_outside if kinds else "the downgrade does not return", beside)
    return kinds


def demand_compiled(before, database, way):
    """What a script leaves behind compiles as it did before the upgrade."""
    broken = compiled_sqlite.broken(before, database.compiled())
    demand(not broken, f"broken by the way {way}: " + "; ".join(broken)[:400])


def in_sync_with_itself(database, work):
    inspection = work + "/inspection.json"
    code, _, err = tenon("inspect", database.url, "-o", "json=" + inspection)
    demand(code == 0, "inspect: " + err[:300])
    for other in (database.url, inspection):
        code, out, err = tenon("check", database.url, other, "-o", "json")
        demand(out, "check against itself: " + err[:300])
        found = [f["key"] for f in json.loads(out)["findings"]] + not_modelled(json.loads(out), differing=True)
        demand(not found, f"against itself ({other[-4:]}): " + ", ".join(found)[:300])


def judged(case, keep):
    meta = json.loads((case / "meta.json").read_text())
    kind = Sqlite if meta.get("dialect") == "sqlite" else Postgres
    databases = []
    with tempfile.TemporaryDirectory() as work:
        try:
            for name in ("old.sql", "new.sql"):
                databases.append(loaded(kind, case, name, meta.get("roles") or []))
            if (case / "seed.sql").exists():
                databases[0].load((case / "seed.sql").read_text())
            for database in databases:
                in_sync_with_itself(database, work)
            kinds = migrate(*databases, work)
            return ("outside" if kinds else "right"), ("not modelled: " + ", ".join(kinds) if kinds else "")
        except Outcome as outcome:
            return outcome.verdict, outcome.why
        finally:
            if keep:
                pathlib.Path(keep).mkdir(parents=True, exist_ok=True)
                for path in pathlib.Path(work).glob("*.sql"):
                    pathlib.Path(keep, "_".join(case.parts[-2:]) + "." + path.name).write_text(path.read_text())
            for database in databases:
                database.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", default="", help="cases whose path holds this text")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", default="", help="a folder to keep the scripts in")
    parser.add_argument("--verbose", action="store_true", help="a line for every case, not only for the wrong ones")
    options = parser.parse_args()
    cases = sorted(p.parent for p in options.folder.rglob("old.sql") if options.only in str(p))
    tally = collections.Counter()
    corpora = collections.defaultdict(collections.Counter)
    lock = threading.Lock()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        futures = {pool.submit(judged, case, options.keep): case for case in cases}
        for future in concurrent.futures.as_completed(futures):
            case = futures[future]
            verdict, why = future.result()
            with lock:
                tally[verdict] += 1
                corpora[case.parent.name][verdict] += 1
                if options.verbose or verdict == "wrong":
                    print(f"{verdict:8} {case.parent.name}/{case.name}: {' '.join(why.split())}", flush=True)
    for corpus, counts in sorted(corpora.items()):
        print(f"{corpus:36} " + "  ".join(f"{name} {counts[name]}" for name in ("right", "outside", "wrong", "unusable")))
    print("total " + "  ".join(f"{name} {tally[name]}" for name in ("right", "outside", "wrong", "unusable")))
    return 1 if tally["wrong"] or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
