#!/usr/bin/env python3
"""Compares what two builds of tenon print, byte for byte: exit codes, reports, scripts, messages.

    tools/with-postgres tools/compare_outputs.py BEFORE AFTER FOLDER... [--live N] [--only TEXT] [--jobs N]

BEFORE and AFTER are two programs. A FOLDER holds schema pairs (old.sql, new.sql, setup.sql, meta.json, as
tools/run_cases.py reads them) or lone schemas (schema.sql). Each pair goes through every verb, format and style, in
both directions, once from its files and, for every Nth pair (default 1: all; 0: none), once from two live databases.
Only a date of creation may differ. What differs is printed; exit 1 when something did, or nothing was run.
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import run_cases

STYLES = ("sql", "alembic", "json")


def commands(old, new, dialect):
    """Every verb over a pair of sources; `dialect` is empty for what says itself what it is."""
    pair = [old, new, *dialect]
    back = [new, old, *dialect]
    for sides in (pair, back):
        for form in ("text", "json", "sql"):
            yield ["diff", *sides, "-o", form]
        yield ["check", *sides]
        for style in STYLES:
            yield ["generate", *sides, "-m", "case", "--style", style, "--dry-run", "--rev-id", "0001", "--allow", "all"]
        yield ["generate", *sides, "-m", "case", "--dry-run", "--rev-id", "0001"]
    yield from lone(old, dialect)


def lone(source, dialect):
    for form in ("text", "json", "sql"):
        yield ["inspect", source, *dialect, "-o", form]
    for verb in ("lint", "names", "init"):
        yield [verb, source, *dialect, "-o", "json"]
    yield ["lint", source, *dialect]


def printed(program, command, folder):
    done = subprocess.run([program, *command], capture_output=True, timeout=300, cwd=folder)
    text = b"\n".join((str(done.returncode).encode(), done.stdout, done.stderr))
    return re.sub(rb"Create Date: [^\n]*", b"Create Date:", text)


def first_difference(one, other):
    lines = zip(one.splitlines() + [b"<end>"], other.splitlines() + [b"<end>"])
    was, now = next(((a, b) for a, b in lines if a != b), (b"", b"(more lines)"))
    return f"    before: {was.decode(errors='replace')[:300]}\n    after:  {now.decode(errors='replace')[:300]}"


def compared(programs, all_commands, folder):
    """How many commands were run, and what differs."""
    count, differing = 0, []
    for command in all_commands:
        one, other = (printed(program, command, folder) for program in programs)
        count += 1
        if one != other:
            differing.append("tenon " + " ".join(command) + "\n" + first_difference(one, other))
    return count, differing


def text_of(case, name):
    return "".join((case / part).read_text() + "\n" for part in ("setup.sql", name) if (case / part).exists())


def from_files(programs, case, meta):
    dialect = ["--dialect", meta.get("dialect") or "postgresql"]
    with tempfile.TemporaryDirectory() as folder:
        names = [name for name in ("old.sql", "new.sql", "schema.sql") if (case / name).exists()]
        for name in names:
            pathlib.Path(folder, name).write_text(text_of(case, name))
        runs = commands("old.sql", "new.sql", dialect) if "old.sql" in names else lone(names[0], dialect)
        return compared(programs, runs, folder)


def from_databases(programs, case, meta):
    kind = run_cases.Sqlite if meta.get("dialect") == "sqlite" else run_cases.Postgres
    databases = []
    try:
        for name in ("old.sql", "new.sql", "schema.sql"):
            if (case / name).exists():
                databases.append(run_cases.loaded(kind, case, name, meta.get("roles") or []))
        if (case / "seed.sql").exists():
            databases[0].load((case / "seed.sql").read_text())
        urls = [database.url for database in databases]
        with tempfile.TemporaryDirectory() as folder:
            return compared(programs, commands(*urls, []) if len(urls) == 2 else lone(urls[0], []), folder)
    except run_cases.Outcome:
        return 0, []  # the case does not load here
    finally:
        for database in databases:
            database.close()


def judged(programs, case, live):
    path = case / "meta.json"
    meta = json.loads(path.read_text()) if path.exists() else {}
    meta.setdefault("dialect", "sqlite" if "sqlite" in str(case) else "postgresql")
    count, differing = from_files(programs, case, meta)
    if live:
        more, others = from_databases(programs, case, meta)
        count, differing = count + more, differing + others
    return count, differing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("folders", type=pathlib.Path, nargs="+")
    parser.add_argument("--live", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    programs = [str(pathlib.Path(each).resolve()) for each in (options.before, options.after)]
    found = {path.parent for folder in options.folders for name in ("old.sql", "schema.sql") for path in folder.rglob(name)}
    cases = sorted(case for case in found if options.only in str(case))
    total, differing = 0, 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        live = [options.live > 0 and at % options.live == 0 for at in range(len(cases))]
        for case, (count, differences) in zip(cases, pool.map(lambda c, l: judged(programs, c, l), cases, live)):
            total += count
            differing += len(differences)
            for each in differences:
                print(f"{case.parent.name}/{case.name}: {each}", flush=True)
    print(f"{len(cases)} cases, {total} commands, {differing} differ")
    return 1 if differing or not total else 0


if __name__ == "__main__":
    sys.exit(main())
