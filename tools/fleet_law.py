#!/usr/bin/env python3
"""Holds `tenon audit` to what is known of a fleet: real databases with drift that was put there on purpose.

    TENON_BIN=... tools/with-postgres tools/fleet_law.py [--databases N] [--kills K] [--keep FOLDER] [--measure]

Half of the databases are PostgreSQL (one private cluster), half are SQLite files. Nights follow each other:
first sight, nothing new, some drift mended and some accepted, an acceptance that ends. After each of them the
groups, what is told, the episodes and the exit code are compared with what was seeded. Then audits are killed at
K moments, and a row of the store is changed by hand. --measure prints what an audit of unchanged databases takes
beside what connecting to each and reading its catalog alone takes. Exit 0, or 1 with what was not as seeded.
"""
import argparse
import contextlib
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

TENON = os.environ.get("TENON_BIN", "build/release/tenon")

POSTGRES = """
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL CONSTRAINT uq_users_email UNIQUE,
                    CONSTRAINT ck_users_email CHECK (email LIKE '%@%'));
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, total numeric(12,2) NOT NULL,
                     placed_at timestamptz NOT NULL DEFAULT now(),
                     CONSTRAINT fk_orders_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
                     CONSTRAINT ck_orders_total CHECK (total >= 0));
CREATE INDEX ix_orders_user_id ON orders (user_id);
CREATE INDEX ix_orders_placed_at ON orders (placed_at) WHERE total > 0;
CREATE TABLE lines (order_id bigint NOT NULL REFERENCES orders (id), line integer NOT NULL, article text NOT NULL,
                    CONSTRAINT pk_lines PRIMARY KEY (order_id, line));
"""

SQLITE = """
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, CONSTRAINT uq_users_email UNIQUE (email));
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, total NUMERIC NOT NULL,
                     CONSTRAINT fk_orders_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
                     CONSTRAINT ck_orders_total CHECK (total >= 0));
CREATE INDEX ix_orders_user_id ON orders (user_id);
"""

# What is done to a database, and what undoes it.
DRIFTS = {
    "cascade": ("postgresql",
                "ALTER TABLE orders DROP CONSTRAINT fk_orders_user_id_users, ADD CONSTRAINT fk_orders_user_id_users "
                "FOREIGN KEY (user_id) REFERENCES users (id)",
                "ALTER TABLE orders DROP CONSTRAINT fk_orders_user_id_users, ADD CONSTRAINT fk_orders_user_id_users "
                "FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE"),
    "index": ("postgresql",
              "DROP INDEX ix_orders_placed_at; CREATE INDEX ix_by_hand ON users (email)",
              "DROP INDEX ix_by_hand; CREATE INDEX ix_orders_placed_at ON orders (placed_at) WHERE total > 0"),
    "single": ("postgresql", "ALTER TABLE users ADD COLUMN phone text", "ALTER TABLE users DROP COLUMN phone"),
    "lite": ("sqlite", "DROP INDEX ix_orders_user_id", "CREATE INDEX ix_orders_user_id ON orders (user_id)"),
}

failures = []


def expect(what, found, wanted):
    """Notes what is not as it was seeded."""
    if found != wanted:
        failures.append(f"{what}: found {found!r}, wanted {wanted!r}")
        print(f"  NOT AS SEEDED: {failures[-1]}", file=sys.stderr)


def psql(database, sql):
    subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql], check=True,
                   stdout=subprocess.DEVNULL)


class Silence:
    """A server that takes connections and says nothing."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.taken = []
        threading.Thread(target=self.take, daemon=True).start()

    def take(self):
        with contextlib.suppress(OSError):
            while True:
                self.taken.append(self.listener.accept())


class Fleet:
    """The databases, what was done to each, and the configuration that names them."""

    def __init__(self, folder, count):
        self.folder = folder
        self.count = count
        self.drift = {}
        self.unknown = set()
        half = count // 2
        self.postgres = [f"pg-{i:03}" for i in range(half)]
        self.lite = [f"lite-{i:03}" for i in range(count - half)]
        self.silence = Silence()

    def make(self):
        psql("postgres", "CREATE DATABASE fleet_template")
        psql("fleet_template", POSTGRES)
        psql("postgres", "CREATE ROLE fleet_reader LOGIN")
        for name in self.postgres:
            psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE fleet_template')
        for name in self.lite:
            with contextlib.closing(sqlite3.connect(self.folder / f"{name}.db")) as db:
                db.executescript(SQLITE)
        (self.folder / "pg.sql").write_text(POSTGRES)
        (self.folder / "lite.sql").write_text(SQLITE)
        self.configure()

    def configure(self):
        host = os.environ["PGHOST"]
        (self.folder / "pg.csv").write_text("name\n" + "".join(f"{name.removeprefix('pg-')}\n" for name in self.postgres))
        (self.folder / "lite.csv").write_text("name\n" + "".join(f"{name.removeprefix('lite-')}\n" for name in self.lite))
        locked = self.postgres[0]
        psql("postgres", f'REVOKE CONNECT ON DATABASE "{locked}" FROM PUBLIC')
        (self.folder / "tenon.toml").write_text(f"""
version = 1

[audit]
workers = 8
per_server = 6
target_time_limit = "60s"
attempts = 2

[store]
url = "sqlite:///store.db"

[[target_sets]]
name = "pg-{{name}}"
source = {{ file = "pg.csv" }}
url = "postgresql://fleet_reader@/pg-{{name}}?host={host}"
declared = ["pg.sql"]
labels = {{ engine = "postgresql" }}

[[target_sets]]
name = "lite-{{name}}"
source = {{ file = "lite.csv" }}
url = "sqlite:///{self.folder}/lite-{{name}}.db"
declared = ["lite.sql"]
labels = {{ engine = "sqlite" }}

[targets.nobody]
url = "postgresql://fleet_reader@127.0.0.1:1/gone"
declared = ["pg.sql"]

[targets.hanging]
url = "postgresql://fleet_reader@127.0.0.1:{self.silence.port}/silent"
declared = ["pg.sql"]
time_limit = "2s"

[targets.missing]
url = "sqlite:///{self.folder}/missing.db"
declared = ["lite.sql"]
""")
        self.unknown = {locked, "nobody", "hanging", "missing"}

    def seed(self, kind, names):
        engine, harm, _ = DRIFTS[kind]
        for name in names:
            self.run(engine, name, harm)
            self.drift[name] = kind

    def mend(self, names):
        for name in names:
            engine, _, cure = DRIFTS[self.drift.pop(name)]
            self.run(engine, name, cure)

    def run(self, engine, name, sql):
        if engine == "postgresql":
            psql(name, sql)
        else:
            with contextlib.closing(sqlite3.connect(self.folder / f"{name}.db")) as db:
                db.executescript(sql)

    def groups(self, without=()):
        """The targets of each group that is there, as sorted lists, sorted."""
        kinds = {}
        for name, kind in self.drift.items():
            if kind not in without:
                kinds.setdefault(kind, []).append(name)
        return sorted(sorted(names) for names in kinds.values())


def tenon(folder, *words, **options):
    return subprocess.run([str(pathlib.Path(TENON).resolve()), *words], cwd=folder, text=True, capture_output=True,
                          **options)


def night(fleet, *words):
    """Audits everything and returns the report, the exit code being checked against it."""
    report = fleet.folder / "night.json"
    ran = tenon(fleet.folder, "audit", "--all", "-o", f"json={report}", "-o", "text", *words)
    if not report.exists():
        raise SystemExit(f"the audit wrote no report: exit {ran.returncode}\n{ran.stderr}")
    found = json.loads(report.read_text())
    if "error" in found:
        raise SystemExit(f"the audit failed: {found['error']['message']}")
    expect("the exit code is the report's", ran.returncode, found["exit_code"])
    return found


def told(report, event):
    return sorted(target["name"] for one in report["transitions"] if one["event"] == event for target in one["targets"])


def groups(report):
    return sorted(sorted(group["targets"]) for group in report["groups"])


def check_night(title, fleet, report, without=()):
    print(f"{title}: {report['counts']}")
    expect(f"{title}, groups", groups(report), fleet.groups(without))
    expect(f"{title}, not audited", sorted(name for one in report["not_audited"] for name in one["targets"]),
           sorted(fleet.unknown))
    expect(f"{title}, targets", report["counts"]["targets"], fleet.count + 3)


def nights(fleet):
    """Four nights, each held to what was done before it."""
    first = night(fleet)
    check_night("first night", fleet, first)
    expect("first night, opened", told(first, "drift.opened"), sorted(fleet.drift))
    expect("first night, failed", told(first, "audit.failed"), sorted(fleet.unknown))

    second = night(fleet)
    check_night("second night", fleet, second)
    expect("second night, told", second["transitions"], [])

    mended = [name for name, kind in fleet.drift.items() if kind == "cascade"][:2]
    fleet.mend(mended)
    kind_lite = [name for name, kind in fleet.drift.items() if kind == "lite"]
    added = tenon(fleet.folder, "ack", "add", "index:*ix_orders_user_id", "--on", "lite-*",
                  "--reason", "rebuilt next week", "--owner", "ops", "--until", "2100-01-01")
    expect("an acknowledgement is taken", (added.returncode, added.stderr), (0, ""))
    third = night(fleet)
    check_night("third night", fleet, third, without=("lite",))
    expect("third night, closed", told(third, "drift.closed"), sorted(mended + kind_lite))
    expect("third night, acknowledged", third["counts"]["acknowledged"], len(kind_lite))
    check_windows(fleet, mended, second, third)

    number = third["acknowledged"][0]["id"]
    ended = tenon(fleet.folder, "ack", "expire", str(number))
    expect("an acknowledgement is ended", ended.returncode, 0)
    fourth = night(fleet)
    check_night("fourth night", fleet, fourth)
    expect("fourth night, opened again", told(fourth, "drift.opened"), sorted(kind_lite))


def check_windows(fleet, mended, before, after):
    """What was mended was mended between two audits, and its episode says so."""
    for name in mended:
        ran = tenon(fleet.folder, "history", name, "-o", "json")
        expect(f"history of {name}", ran.returncode, 0)
        closed = [one["closed"] for one in json.loads(ran.stdout)["episodes"] if one["closed"]]
        expect(f"{name} has one closed episode", len(closed), 1)
        if closed:
            expect(f"{name}, window", before["started"] <= closed[0]["from"] <= before["finished"]
                   <= after["started"] <= closed[0]["to"] <= after["finished"], True)


def recorded(folder):
    with contextlib.closing(sqlite3.connect(folder / "store.db")) as db:
        return db.execute("SELECT count(*) FROM audit").fetchone()[0]


def kills(fleet, count, seed):
    """Audits that are killed at any moment: what was recorded stays, and the store is whole."""
    rng = random.Random(seed)
    print(f"killed at {count} moments, seed {seed}")
    begun = time.monotonic()
    night(fleet)
    whole = time.monotonic() - begun
    for _ in range(count):
        before = recorded(fleet.folder)
        process = subprocess.Popen([str(pathlib.Path(TENON).resolve()), "audit", "--all", "--quiet"], cwd=fleet.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0, whole))
        seen = recorded(fleet.folder)
        process.send_signal(signal.SIGKILL)
        process.wait()
        expect("a kill loses nothing that was recorded", recorded(fleet.folder) >= max(seen, before), True)
        verified = tenon(fleet.folder, "store", "verify")
        expect("the store verifies after a kill", (verified.returncode, verified.stderr), (0, ""))
    check_night("the night after", fleet, night(fleet))


def interrupted(fleet):
    """Ctrl-C ends in order: a summary, exit 1, no session left on the server."""
    before = recorded(fleet.folder)
    process = subprocess.Popen([str(pathlib.Path(TENON).resolve()), "audit", "--all"], cwd=fleet.folder, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while recorded(fleet.folder) == before and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    expect("interrupted, exit code", process.returncode, 1)
    expect("interrupted, said so", "interrupted" in err, True)
    expect("interrupted, summary", "tenon audit" in out, True)
    left = subprocess.run(["psql", "-X", "-A", "-t", "-d", "postgres", "-c",
                           "SELECT count(*) FROM pg_stat_activity WHERE usename = 'fleet_reader'"],
                          check=True, text=True, capture_output=True).stdout.strip()
    expect("interrupted, sessions left", left, "0")


def tampered(fleet):
    """A result that somebody changed by hand is found."""
    copy = fleet.folder / "tampered.db"
    with contextlib.closing(sqlite3.connect(fleet.folder / "store.db")) as db:
        db.execute("VACUUM INTO ?", (str(copy),))
    with contextlib.closing(sqlite3.connect(copy)) as db:
        db.execute("UPDATE audit SET outcome = 'in_sync' WHERE id = (SELECT max(id) FROM audit WHERE outcome = 'drift')")
        db.commit()
    ran = tenon(fleet.folder, "store", "verify", "--store", f"sqlite:///{copy}")
    expect("a tampered row is found", ran.returncode, 1)
    expect("a tampered row is named", "audit" in ran.stdout + ran.stderr, True)


def floor(fleet):
    """Connects to every database and reads its catalog, and nothing else: what no audit can do without."""
    sql = ("SELECT c.oid, c.relname, a.attname, a.atttypid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
           "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND a.attnum > 0;"
           "SELECT oid, conname, pg_get_constraintdef(oid) FROM pg_constraint;"
           "SELECT indexrelid, pg_get_indexdef(indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
           "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'")
    begun = time.monotonic()
    for name in fleet.postgres:
        psql(name, sql)
    for name in fleet.lite:
        with contextlib.closing(sqlite3.connect(f"file:{fleet.folder}/{name}.db?mode=ro", uri=True)) as db:
            db.execute("SELECT * FROM sqlite_master").fetchall()
    return time.monotonic() - begun


def measure(fleet):
    fleet.mend(list(fleet.drift))
    psql("postgres", f'GRANT CONNECT ON DATABASE "{fleet.postgres[0]}" TO PUBLIC')
    names = [*fleet.postgres, *fleet.lite]
    for words, title in ((["--workers", "1"], "one at a time"), ([], "as configured")):
        begun = time.monotonic()
        ran = tenon(fleet.folder, "audit", "pg-*", "lite-*", "--quiet", *words)
        took = time.monotonic() - begun
        expect("unchanged databases are in sync", ran.returncode, 0)
        print(f"audit of {len(names)} unchanged databases, {title}: {took:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"connecting to each and reading catalogs (psql, one at a time): {floor(fleet):.2f} s")
    print(f"largest child in memory: {peak:.0f} MiB")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--databases", type=int, default=300)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options.add_argument("--keep", type=pathlib.Path)
    options.add_argument("--measure", action="store_true")
    given = options.parse_args()
    folder = given.keep or pathlib.Path(tempfile.mkdtemp(prefix="tenon-fleet."))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    try:
        fleet = Fleet(folder, given.databases)
        fleet.make()
        some = fleet.postgres[1:]
        fleet.seed("cascade", some[0::3])
        fleet.seed("index", some[1::3])
        fleet.seed("single", some[2:3])
        fleet.seed("lite", fleet.lite[::4])
        nights(fleet)
        interrupted(fleet)
        kills(fleet, given.kills, given.seed)
        tampered(fleet)
        if given.measure:
            measure(fleet)
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    if failures:
        raise SystemExit(f"{len(failures)} not as seeded")
    print("as seeded")


if __name__ == "__main__":
    main()
