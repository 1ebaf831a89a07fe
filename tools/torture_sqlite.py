#!/usr/bin/env python3
"""Applies every kind of change to a SQLite database that has everything to lose, and looks whether it is lost.

    tools/torture_sqlite.py SCHEMA.sql [--rows N] [--kills N] [--ways shell,alembic] [--changes NAMES] [--shard I/N] [--verbose]

Each change of tools/sqlite_mutations is applied by the generated SQL under the sqlite3 shell and under Alembic, with
foreign_keys on and off beforehand, and undone. Every row with its rowid, the sequences, all other objects and both
integrity checks must be what they were. Then scripts are killed at random moments: the old state must be whole. Exit
0 when all of that is so.
"""
import argparse
import copy
import json
import marshal
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
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {few})
INSERT INTO spare SELECT 1 + i % {grand}, 'two ' || i, 'unlike ' || i, 'Folded ' || i FROM n;
DELETE FROM grand WHERE id > {grand};
DELETE FROM log WHERE at % 50 <> 0;
COMMIT;
"""
KILLED = ("add_check", "flip_nullable", "change_type", "add_foreign_key", "change_ondelete")
ENV = """import os
from alembic import context
from sqlalchemy import create_engine, pool
with create_engine(os.environ['TARGET_URL'], poolclass=pool.NullPool).connect() as connection:
    connection.connection.execute('PRAGMA foreign_keys=' + os.environ['FOREIGN_KEYS'])
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


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def digest(db, table, columns, rowids=True):
    """How many rows, and a sum over all of them with their rowids and the types of their values."""
    has_rowid = rowids and not db.execute("select wr from pragma_table_list where name = ?", (table,)).fetchone()[0]
    listed = (["rowid"] if has_rowid else []) + [quoted(name) for name in columns]
    count = total = 0
    for row in db.execute(f"select {', '.join(listed) or '1'} from {quoted(table)}"):
        total += hash(marshal.dumps(row, 2))
        count += 1
    return count, total


def opened(path):
    db = sqlite3.connect(path)
    db.text_factory = bytes
    return db


def contents(path):
    """All rows by table, with the columns that were looked at; the sequences; what both integrity checks say."""
    db = opened(path)
    found = {}
    for (name,) in db.execute("select name from sqlite_schema where type = 'table' and rootpage > 0 and "
                              "name not like 'sqlite_%' and name <> 'alembic_version'").fetchall():
        name = name.decode()
        columns = sorted(row[0].decode() for row in db.execute("select name from pragma_table_info(?)", (name,)))
        found[name] = (*digest(db, name, columns), columns)
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
    """Revision files, under the real Alembic: with foreign_keys on, all that could lose rows is to be refused."""
    refuses = re.compile(r"\d+ (rows|values) |PRAGMA foreign_keys is on")

    def __init__(self, foreign_keys):
        self.name, self.foreign_keys = "alembic " + foreign_keys, foreign_keys

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
            {**os.environ, "TARGET_URL": "sqlite:///" + path, "FOREIGN_KEYS": self.foreign_keys,
             "PYTHONDONTWRITEBYTECODE": "1"}


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
        self.slowest, self.lived, self.refused, self.digests, self.seed = 0.0, {}, 0, {}, 7

    def demand(self, holds, why):
        if not holds:
            raise mutate_sqlite.Wrong(why)

    def digest_before(self, table, columns, rowids):
        key = (table, tuple(columns), rowids)
        if key not in self.digests:
            self.digests[key] = digest(opened(self.database), table, columns, rowids)
        return self.digests[key]

    def demand_rows(self, path, when, sequences=True, rowids=True):
        """Every row that has lived through it is what it was; new tables and columns are looked at by nobody. Gives
        back the contents."""
        now = contents(path)
        self.lived = {table: sorted(set(columns) & set(self.lived[table]))
                      for table, columns in columns_of(now).items() if table in self.lived}
        for table, columns in self.lived.items():
            if rowids and columns == now[0][table][2]:
                then = now[0][table][:2]
            else:
                then = digest(opened(path), table, columns, rowids)
            self.demand(self.digest_before(table, columns, rowids) == then, f"rows of {table} changed {when}")
        self.demand(now[2] == ["ok"], f"{when}: {str(now[2])[:300]}")
        if sequences:
            self.demand(now[1] == self.before[1], f"{when}: the sequences are {now[1]}, were {self.before[1]}")
        return now

    def changed(self, name):
        change, _, _ = mutate_sqlite.MUTATIONS[name]
        changed = copy.deepcopy(self.schema)
        return changed if change(changed, random.Random(self.seed)) is not None else None

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
        """Up and down again, where it is refused in other places too. False where the schema has no place for it."""
        for self.seed in range(7, 12):
            refused = self.refused
            done = self.run_once(name, way)
            if self.refused == refused or way.name == "alembic ON":
                break
        return done

    def run_once(self, name, way):
        folder, path = self.generated(name, way)
        if folder is None:
            return False
        self.lived = columns_of(self.before)
        state = self.before
        for step in ("up", "down"):
            start = time.monotonic()
            code, said = ran(way.command(path, folder + "/m", step))
            self.slowest = max(self.slowest, time.monotonic() - start)
            if code and way.refuses.search(said):
                self.demand(contents(path)[:2] == state[:2], f"a way {step} that was refused left its marks")
                self.refused += 1
                shutil.rmtree(folder)
                return True
            self.demand(code == 0, f"the way {step}: {said[-600:]}")
            state = self.demand_rows(path, "on the way " + step, "autoincrement" not in name, "rowid" not in name)
            if step == "up" and "_table" not in name and name != "drop_column":
                self.demand(others(path) == self.others, "views or triggers changed in the upgrade")
        self.demand_same(observe_sqlite.observed(path), way)
        shutil.rmtree(folder)
        return True

    def demand_same(self, observed, way):
        was, now = way.comparable(self.observed), way.comparable(observed)
        self.demand(was == now, "the downgrade does not return: " + difference(was, now))

    def kill(self, name, way, moment):
        """Stops a script dead after a share of the time it takes; what is left must be the old state or the new one,
        whole."""
        folder, path = self.generated(name, way)
        if folder is None:
            return None
        self.lived = columns_of(self.before)
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


class Tally:
    """What came of it, said as it goes on."""

    def __init__(self, verbose):
        self.verbose, self.wrong, self.right, self.old, self.new = verbose, 0, 0, 0, 0

    def take(self, what, trial):
        """What the trial gives back; None where it was wrong."""
        done = None
        try:
            done = trial()
        except mutate_sqlite.Wrong as fault:
            self.wrong += 1
            print(f"wrong {what}: {fault}", flush=True)
        if self.verbose:
            print(f"{what}: {done}", flush=True)
        return done

    def change(self, trial, name, way):
        self.right += self.take(f"{name}, {way.name}", lambda: trial.run(name, way)) is True

    def kill(self, trial, name, way, moment):
        left_old = self.take(f"{name}, {way.name}, killed at {moment:.2f}", lambda: trial.kill(name, way, moment))
        self.old += left_old is True
        self.new += left_old is False

    def kills(self, trial, names, ways, wanted, dice):
        """Until that many scripts were killed: some changes are refused, and some have no place."""
        names = [n for n in KILLED if n in names]
        for _ in range(4 * wanted if names else 0):
            if self.old + self.new < wanted:
                self.kill(trial, dice.choice(names), dice.choice(ways), dice.random())


def tortured(options, names, ways, work):
    database = work + "/torture.db"
    filled(database, options.schema.read_text(), options.rows)
    out = mutate_sqlite.run([TENON, "inspect", "sqlite:///" + database, "-o", "json"])[1]
    trial, tally = Trial(database, json.loads(out), work), Tally(options.verbose)
    for name in names if not options.only_kills else []:
        for way in ways:
            tally.change(trial, name, way)
    moving = [way for way in ways if way.name != "alembic ON"]
    tally.kills(trial, names, moving, options.kills, random.Random(options.seed))
    rows = sum(count for count, _, _ in trial.before[0].values())
    print(f"{rows} rows: {tally.right} changes applied and undone ({trial.refused} of them refused), {tally.wrong} wrong, "
          f"slowest script {trial.slowest:.1f} s; {tally.old + tally.new} killed, of which {tally.old} left the old state "
          f"and {tally.new} were done already")
    return 1 if tally.wrong or not (tally.right or tally.old) else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--only-kills", action="store_true")
    parser.add_argument("--ways", default="shell,alembic")
    parser.add_argument("--shard", default="0/1", help="of all changes, every N-th from the I-th on")
    parser.add_argument("--changes", default="", help="the names of those to apply, with commas; empty: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    place, shards = map(int, options.shard.split("/"))
    names = options.changes.split(",") if options.changes else list(mutate_sqlite.MUTATIONS)[place::shards]
    ways = [made(keys) for word, made in (("shell", Shell), ("alembic", Alembic)) if word in options.ways
            for keys in ("ON", "OFF")]
    with tempfile.TemporaryDirectory() as work:
        return tortured(options, names, ways, work)


if __name__ == "__main__":
    sys.exit(main())
