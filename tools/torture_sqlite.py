#!/usr/bin/env python3
"""Applies every kind of change to a SQLite database that has everything to lose, and looks whether it is lost.

    tools/torture_sqlite.py SCHEMA.sql [--rows N] [--kills N] [--ways shell,alembic] [--changes NAMES] [--shard I/N] [--verbose]

Each change of tools/mutate_sqlite.py is applied by the generated SQL under the sqlite3 shell and under Alembic, with
foreign_keys on and off beforehand, and undone. Every row with its rowid, the sequences, all other objects and both
integrity checks must be what they were. Then scripts are killed at random moments: the old state must be whole. Exit
0 when all of that is so.
"""
import argparse
import copy
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import mutate_sqlite
import observe_sqlite

TENON = mutate_sqlite.TENON
PYTHON = os.environ.get("TENON_TEST_PYTHON") or "/usr/bin/python3"
FILL = """
PRAGMA foreign_keys = OFF;
BEGIN;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {grand} + 50)
INSERT INTO grand (id, name, up) SELECT i, 'name ' || i, CASE WHEN i % 3 = 0 THEN i / 3 END FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {child})
INSERT INTO "select" (id, "order by", [group]) SELECT i, 'Title ' || i, 1 + i % {grand} FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {third})
INSERT INTO third (rowid, child, soft, note) SELECT i * 3, 1 + i % {child}, CASE WHEN i % 2 THEN 1 + (i * 7) % {child} END, CASE WHEN i % 5 THEN 'n' || i END FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {few})
INSERT INTO keyed SELECT 'k' || i % 10, i, x'00ff' FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {few})
INSERT INTO typed SELECT i, i * 0.5, CASE i % 3 WHEN 0 THEN i WHEN 1 THEN 'text ' || i END, NULL FROM n;
DELETE FROM grand WHERE id > {grand};
DELETE FROM log WHERE at % 50 <> 0;
COMMIT;
"""
ENV = """import os
from alembic import context
from sqlalchemy import create_engine, pool
with create_engine(os.environ['TARGET_URL'], poolclass=pool.NullPool).connect() as connection:
    connection.connection.execute('PRAGMA foreign_keys=OFF')
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
"""


def filled(path, schema, rows):
    """The database, a million rows being most of all children of children."""
    sizes = {"grand": max(rows // 20, 10), "child": max(rows // 4, 20), "third": max(rows * 6 // 10, 30),
             "few": max(rows // 20, 10)}
    code, out, err = mutate_sqlite.run(["sqlite3", "-bail", path], schema + FILL.format(**sizes))
    if code or err:
        raise SystemExit("the schema does not load: " + out + err)


def contents(path, columns=None, rowids=True):
    """All rows with their rowids, by table, over the columns that are asked for (as {table: names}): a digest each."""
    db = sqlite3.connect(path)
    db.text_factory = bytes
    found = {}
    for (name,) in db.execute("select name from sqlite_schema where type = 'table' and rootpage > 0 and "
                              "name not like 'sqlite_%' and name <> 'alembic_version'").fetchall():
        name = name.decode()
        quoted = '"' + name.replace('"', '""') + '"'
        own = [row[0].decode() for row in db.execute(f"select name from pragma_table_info('{name}')")]
        wanted = sorted(own if columns is None else set(columns.get(name, [])) & set(own))
        has_rowid = rowids and not db.execute("select wr from pragma_table_list where name = ?", (name,)).fetchone()[0]
        rowid = "rowid, " if has_rowid else ""
        digest, count = 0, 0
        listed = ", ".join('"' + c.replace('"', '""') + '"' for c in wanted) or "1"
        for row in db.execute(f"select {rowid}{listed} from {quoted}"):
            digest ^= int.from_bytes(hashlib.blake2b(repr(row).encode(), digest_size=8).digest(), "big")
            count += 1
        found[name] = (count, digest, wanted)
    sequences = []
    if db.execute("select 1 from sqlite_schema where name = 'sqlite_sequence'").fetchone():
        sequences = sorted((name.decode().lower(), seq) for name, seq in db.execute("select name, seq from sqlite_sequence"))
    sound = [row[0].decode() for row in db.execute("pragma integrity_check")] + db.execute("pragma foreign_key_check").fetchall()
    db.close()
    return found, sequences, sound


def columns_of(state):
    return {table: wanted for table, (_, _, wanted) in state[0].items()}


def others(path):
    """Views and triggers, as they are stored."""
    db = sqlite3.connect(path)
    rows = db.execute("select type, name, tbl_name, sql from sqlite_schema where type in ('view', 'trigger') order by 1, 2")
    found = rows.fetchall()
    db.close()
    return found


def difference(was, now):
    was, now = set(was.splitlines()), set(now.splitlines())
    return "\n".join(["- " + line for line in sorted(was - now)] + ["+ " + line for line in sorted(now - was)])


class Shell:
    """Scripts of the style sql, under the sqlite3 shell."""
    refuses = re.compile(r"\d+ (rows|values) ")

    def __init__(self, foreign_keys):
        self.name, self.foreign_keys = "shell " + foreign_keys, foreign_keys

    def generate(self, url, declared, folder):
        return [TENON, "generate", url, declared, "-m", "x", "--dir", folder, "--allow", "all"]

    def comparable(self, observed):
        return observed

    def command(self, path, folder, way):
        return ["sqlite3", "-bail", "-cmd", f"PRAGMA foreign_keys={self.foreign_keys}", path], \
            next(pathlib.Path(folder).glob(f"*.{way}.sql")).read_text(), None


class Alembic:
    """Revision files, under the real Alembic. A unique index on its own is refused by SQLite there."""
    name = "alembic"
    refuses = re.compile(r"\d+ (rows|values) |UNIQUE constraint failed")

    def generate(self, url, declared, folder):
        pathlib.Path(folder, "versions").mkdir(parents=True)
        pathlib.Path(folder, "env.py").write_text(ENV)
        pathlib.Path(folder, "alembic.ini").write_text("[alembic]\nscript_location = %(here)s\n")
        return [TENON, "generate", url, declared, "-m", "x", "--style", "alembic", "--dir", folder + "/versions",
                "--allow", "all"]

    def comparable(self, observed):
        """Its own table aside, and names: batch mode can give back no constraint without one."""
        lines = [line for line in observed.splitlines() if "alembic_version" not in line]
        return re.sub(r"\('name [^']*', 1\)(, )?", "", "\n".join(lines)).replace(", ]", "]")

    def command(self, path, folder, way):
        step = ["upgrade", "head"] if way == "up" else ["downgrade", "base"]
        return [PYTHON, "-m", "alembic", "-c", folder + "/alembic.ini", *step], None, \
            {**os.environ, "TARGET_URL": "sqlite:///" + path, "PYTHONDONTWRITEBYTECODE": "1"}


def ran(command):
    args, text, env = command
    done = subprocess.run(args, input=text, capture_output=True, text=True, env=env, timeout=3600)
    return done.returncode, done.stdout + done.stderr


class Trial:
    def __init__(self, database, schema, work):
        self.database, self.schema, self.work = database, schema, work
        self.before = contents(database)
        self.observed = observe_sqlite.observed(str(database))
        self.others = others(str(database))
        self.slowest, self.lived, self.refused = 0.0, {}, 0

    def demand(self, holds, why):
        if not holds:
            raise mutate_sqlite.Wrong(why)

    def demand_rows(self, path, when, sequences=True, rowids=True):
        """Every row that has lived through it is what it was; new columns are looked at by nobody."""
        now = contents(path)
        self.lived = {table: set(columns) & self.lived.get(table, set(columns)) for table, columns in columns_of(now).items()}
        common = {table: sorted(set(columns) & self.lived[table]) for table, columns in
                  columns_of(self.before).items() if table in now[0]}
        was, then = contents(self.database, common, rowids)[0], contents(path, common, rowids)[0]
        for table in common:
            self.demand(was[table] == then[table], f"rows of {table} changed {when}")
        self.demand(now[2] == ["ok"], f"{when}: {str(now[2])[:300]}")
        if sequences:
            self.demand(now[1] == self.before[1], f"{when}: the sequences are {now[1]}, were {self.before[1]}")

    def changed(self, name):
        change, _, _ = mutate_sqlite.MUTATIONS[name]
        changed = copy.deepcopy(self.schema)
        return changed if change(changed, random.Random(7)) is not None else None

    def generated(self, name, way):
        """The folder with the scripts for a copy of the database; None where the schema has no place for it."""
        changed = self.changed(name)
        if changed is None:
            return None, None
        folder = f"{self.work}/{name}_{way.name.replace(' ', '_')}"
        shutil.rmtree(folder, ignore_errors=True)
        pathlib.Path(folder).mkdir()
        declared, path = folder + "/declared.json", folder + "/x.db"
        pathlib.Path(declared).write_text(json.dumps(changed))
        shutil.copy(self.database, path)
        code, _, err = mutate_sqlite.run(way.generate("sqlite:///" + path, declared, folder + "/m"))
        self.demand(code == 0, "generate: " + err[:300])
        return folder, path

    def run(self, name, way):
        folder, path = self.generated(name, way)
        if folder is None:
            return False
        self.lived = {}
        keeps_rows = "_table" not in name and name != "drop_column"
        for step in ("up", "down"):
            start = time.monotonic()
            code, said = ran(way.command(path, folder + "/m", step))
            self.slowest = max(self.slowest, time.monotonic() - start)
            if step == "up" and code and way.refuses.search(said):
                self.demand(contents(path)[:2] == self.before[:2], "a change that was refused left its marks")
                self.refused += 1
                return True
            self.demand(code == 0, f"the way {step}: {said[-600:]}")
            self.demand_rows(path, "on the way " + step, "autoincrement" not in name, "rowid" not in name)
            if step == "up" and keeps_rows:
                self.demand(others(path) == self.others, "views or triggers changed on the way up")
        observed = way.comparable(observe_sqlite.observed(path))
        self.demand(observed == way.comparable(self.observed), "the way down does not return: " + difference(way.comparable(self.observed), observed))
        shutil.rmtree(folder)
        return True

    def kill(self, name, way, moment):
        """Stops a script dead after a share of the time it takes; what is left must be the old state or the new one,
        whole."""
        folder, path = self.generated(name, way)
        if folder is None:
            return None
        self.lived = {}
        fresh = shutil.copy(path, path + ".whole")
        start = time.monotonic()
        code, said = ran(way.command(fresh, folder + "/m", "up"))
        took = time.monotonic() - start
        if code and way.refuses.search(said):
            return None
        self.demand(code == 0, said[-300:])
        wanted = way.comparable(observe_sqlite.observed(fresh))
        args, text, env = way.command(path, folder + "/m", "up")
        with tempfile.TemporaryFile("w+") as script:
            script.write(text or "")
            script.seek(0)
            process = subprocess.Popen(args, stdin=script, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(took * moment)
            process.send_signal(signal.SIGKILL)
            process.wait()
        sqlite3.connect(path).execute("select count(*) from sqlite_schema").fetchall()  # rolls the journal back
        observed, was = way.comparable(observe_sqlite.observed(path)), way.comparable(self.observed)
        self.demand(observed in (was, wanted), f"killed at {moment:.2f}: neither the old state nor the new")
        if observed == was:
            self.demand(contents(path)[:2] == self.before[:2], f"killed at {moment:.2f}: rows changed")
        self.demand_rows(path, f"killed at {moment:.2f}")
        shutil.rmtree(folder)
        return observed == was


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--ways", default="shell,alembic")
    parser.add_argument("--shard", default="0/1", help="of all changes, every N-th from the I-th on")
    parser.add_argument("--changes", default="", help="the names of those to apply, with commas; empty: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    place, shards = map(int, options.shard.split("/"))
    names = options.changes.split(",") if options.changes else \
        [n for n in mutate_sqlite.MUTATIONS if n != "drop_table"][place::shards]
    ways = [way for word, made in (("shell", [Shell("ON"), Shell("OFF")]), ("alembic", [Alembic()])) if
            word in options.ways for way in made]
    dice = random.Random(options.seed)
    wrong = right = old = new = 0
    with tempfile.TemporaryDirectory() as work:
        database = work + "/torture.db"
        filled(database, options.schema.read_text(), options.rows)
        out = mutate_sqlite.run([TENON, "inspect", "sqlite:///" + database, "-o", "json"])[1]
        trial = Trial(database, json.loads(out), work)
        plan = [(name, way, None) for name in names for way in ways]
        rebuilds = [n for n in ("add_check", "flip_nullable", "change_type", "add_foreign_key", "change_ondelete") if n in names]
        plan += [(dice.choice(rebuilds), dice.choice(ways), dice.random()) for _ in range(options.kills if rebuilds else 0)]
        for name, way, moment in plan:
            try:
                done = trial.run(name, way) if moment is None else trial.kill(name, way, moment)
                right += moment is None and done
                old += moment is not None and done is True
                new += moment is not None and done is False
                if options.verbose:
                    print(f"{name} {way.name} {moment or ''}: {done}", flush=True)
            except mutate_sqlite.Wrong as fault:
                wrong += 1
                print(f"wrong {name}, {way.name}, {moment or ''}: {fault}", flush=True)
        rows = sum(count for count, _, _ in trial.before[0].values())
    print(f"{rows} rows: {right} changes applied and undone ({trial.refused} of them refused by their guards), {wrong} wrong, slowest script {trial.slowest:.1f} s; "
          f"{old + new} killed, of which {old} left the old state and {new} were done already")
    return 1 if wrong or not right else 0


if __name__ == "__main__":
    sys.exit(main())
