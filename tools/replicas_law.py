#!/usr/bin/env python3
"""Holds replicas of `tenon serve` to what they promise of jobs: every one is audited exactly once, or dead with its
reason, whatever happens to the replicas and to their store in between.

    TENON_BIN=... tools/replicas_law.py [--store sqlite|postgresql] [--replicas N] [--jobs N] [--targets N]
                                        [--blows N] [--keep FOLDER]

Targets are SQLite files; every tenth cannot be opened, so that jobs die too. Audits are ordered over the API of all
replicas, and while they run replicas are killed, stopped until their leases have run out, and told to end; a
PostgreSQL store is restarted. Then the store is read: each job is over, has one result in its sweep, no target
had two at once, the log is whole. Prints what was counted. Exit 0, or 1 with what was not as promised.
"""
import argparse
import collections
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

TENON = os.path.abspath(os.environ.get("TENON_BIN", "build/release/tenon"))
LEASE = 3
failures = []


def expect(what, found, wanted):
    """Notes what is not as it was promised."""
    if found != wanted:
        failures.append(f"{what}: found {found!r}, wanted {wanted!r}")
        print(f"  NOT AS PROMISED: {failures[-1]}", file=sys.stderr)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


class PostgresStore:
    """A private server for the store, which can be restarted under the replicas."""

    def __init__(self, folder):
        bins = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.bin = pathlib.Path(os.environ.get("TENON_PG_BIN", bins[-1]))
        self.folder = folder / "postgresql"
        self.folder.mkdir()
        self.prefix = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.prefix = ["runuser", "-u", "postgres", "--"]
        folder.chmod(0o755)
        self.run("initdb", "-D", self.folder / "data", "-U", "tenon", "-A", "trust", "--no-sync")
        self.control("start")
        self.url = f"postgresql://tenon@/postgres?host={self.folder}"

    def run(self, program, *args):
        subprocess.run([*self.prefix, self.bin / program, *args], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def control(self, action, *more):
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
        self.run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options, "-w", *more, action)

    def restart(self):
        self.control("restart", "-m", "immediate")

    def end(self):
        self.control("stop", "-m", "immediate")


class SqliteStore:
    def __init__(self, folder):
        self.url = f"sqlite:///{folder}/store.db"

    def restart(self):
        pass

    def end(self):
        pass


class Replica:
    """One process of `tenon serve`."""

    def __init__(self, folder, number, environment):
        self.folder, self.number, self.environment = folder, number, environment
        self.port = free_port()
        self.process = None
        self.begun = 0
        self.start()

    def start(self):
        self.begun += 1
        log = open(self.folder / f"replica-{self.number}.log", "ab")
        self.process = subprocess.Popen([TENON, "serve", "--listen", f"127.0.0.1:{self.port}"], cwd=self.folder,
                                        env=self.environment, stdout=log, stderr=log)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.start()

    def stall(self):
        self.process.send_signal(signal.SIGSTOP)
        return lambda: self.process.send_signal(signal.SIGCONT)

    def drain(self):
        self.process.terminate()
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        expect(f"exit code of replica {self.number} that was told to end", code, 0)
        self.start()

    def is_ready(self):
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return answer.status == 200
        return False


def made_targets(folder, count):
    """SQLite files by the schema, with drift in some; every tenth is no database."""
    (folder / "schema.sql").write_text("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT CHECK (v <> ''));\n")
    (folder / "db").mkdir()
    lines = ["name"]
    for i in range(count):
        path = folder / "db" / f"{i}.db"
        if i % 10 == 9:
            path.write_text("this is no database, however long one looks at it\n" * 40)
        else:
            with contextlib.closing(sqlite3.connect(path)) as made:
                made.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT CHECK (v <> ''))")
                if i % 7 == 0:
                    made.execute("CREATE INDEX by_hand ON t (v)")
                made.commit()
        lines.append(str(i))
    (folder / "targets.csv").write_text("\n".join(lines) + "\n")


def configuration(folder, store):
    (folder / "tenon.toml").write_text(f"""
version = 1

[audit]
per_server = 8

[store]
url = "{store}"

[service]
workers = 4
lease = "{LEASE}s"
drain = "5s"

[[target_sets]]
name = "t-{{name}}"
source = {{ file = "targets.csv" }}
url = "sqlite:///db/{{name}}.db"
declared = "schema.sql"
max = 100000
""")


def asked(replica, token, method, path, body=None, patience=60):
    """Asks until somebody answers: replicas come and go."""
    latest = time.time() + patience
    while True:
        try:
            request = urllib.request.Request(
                f"http://127.0.0.1:{replica().port}{path}", method=method,
                data=None if body is None else json.dumps(body).encode(),
                headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json",
                         "Idempotency-Key": f"law-{random.random()}"})
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except (OSError, urllib.error.HTTPError) as fault:
            if isinstance(fault, urllib.error.HTTPError) and fault.code < 500:
                raise SystemExit(f"{method} {path}: {fault.code} {fault.read().decode()}") from fault
            if time.time() > latest:
                raise
            time.sleep(0.3)


def exported(folder, environment):
    """The rows of the store, by table."""
    rows = collections.defaultdict(list)
    text = subprocess.run([TENON, "store", "export"], cwd=folder, env=environment, check=True, capture_output=True,
                          text=True).stdout
    for line in text.splitlines():
        row = json.loads(line)
        rows[row.pop("table")].append(row)
    return rows


def judged(rows, ordered):
    """Compares what the store remembers with what was promised of it."""
    jobs = rows["job"]
    expect("jobs", len(jobs), ordered)
    states = collections.Counter(job["state"] for job in jobs)
    expect("jobs that are not over", states["queued"] + states["running"] + states["cancelled"], 0)
    audits = {audit["id"]: audit for audit in rows["audit"]}
    expect("jobs without a result", sum(1 for job in jobs if job["audit_id"] is None), 0)
    expect("different results of jobs", len({job["audit_id"] for job in jobs}), len(jobs))
    expect("results in the store", len(audits), len(jobs))
    names = {target["id"]: target["name"] for target in rows["target"]}
    for job in jobs:
        audit = audits.get(job["audit_id"])
        if audit is None:
            continue
        expect(f"target of job {job['id']}", names[audit["target_id"]], job["target"])
        expect(f"sweep of job {job['id']}", audit["sweep_id"], job["sweep_id"])
        expect(f"state of job {job['id']}", job["state"], "dead" if audit["outcome"] == "error" else "done")
        number = int(job["target"].removeprefix("t-"))
        wanted = "error" if number % 10 == 9 else "drift" if number % 7 == 0 else "in_sync"
        if audit["outcome"] != wanted and not (job["state"] == "dead" and job["error_reason"]):
            expect(f"outcome of job {job['id']}", audit["outcome"], wanted)
    expect("sweeps that have not ended", sum(1 for sweep in rows["sweep"] if sweep["finished_at"] is None), 0)
    return states


def counted(logs):
    """How often the replicas said that a result was dropped, or a job taken from somebody."""
    text = "".join(path.read_text(errors="replace") for path in logs)
    return len(re.findall(r"lease", text)), text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="postgresql")
    parser.add_argument("--replicas", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=5000)
    parser.add_argument("--targets", type=int, default=250)
    parser.add_argument("--blows", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default="")
    options = parser.parse_args()
    random.seed(options.seed)
    folder = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="tenon-replicas-"))
    folder.mkdir(exist_ok=True)
    store = (PostgresStore if options.store == "postgresql" else SqliteStore)(folder)
    replicas = []
    begun = time.time()
    try:
        made_targets(folder, options.targets)
        configuration(folder, store.url)
        environment = {**os.environ, "TZ": "UTC"}
        added = subprocess.run([TENON, "token", "add", "law", "--scope", "admin", "-o", "json"], cwd=folder,
                               env=environment, capture_output=True, text=True, check=True)
        token = json.loads(added.stdout)["secret"]
        replicas = [Replica(folder, i, environment) for i in range(options.replicas)]
        while not all(replica.is_ready() for replica in replicas):
            time.sleep(0.1)
            if time.time() > begun + 60:
                raise SystemExit("the replicas are not ready: " + (folder / "replica-0.log").read_text())
        anyone = lambda: random.choice(replicas)
        ordered, blows, stalled = 0, collections.Counter(), []
        while ordered < options.jobs:
            made = asked(anyone, token, "POST", "/api/v1/audits", {"all": True})
            ordered += len(made["jobs"])
        latest = time.time() + 1200
        blow_at = [begun + 2 + i * 0.5 for i in range(options.blows)]
        left = -1
        while left != 0 and time.time() < latest:
            for at, resume in list(stalled):
                if time.time() > at:
                    resume()
                    stalled.remove((at, resume))
            if blow_at and time.time() > blow_at[0]:
                blow_at.pop(0)
                kind = random.choices(("kill", "stall", "drain", "restart"), (6, 3, 2, 1))[0]
                busy = random.choice(replicas)
                if kind == "kill":
                    busy.kill()
                elif kind == "drain" and not stalled:
                    busy.drain()
                elif kind == "restart":
                    store.restart()
                elif kind == "stall":
                    stalled.append((time.time() + LEASE * 1.7, busy.stall()))
                blows[kind] += 1
            if not blow_at or random.random() < 0.1:
                metrics = {}
                with contextlib.suppress(OSError):
                    request = urllib.request.Request(f"http://127.0.0.1:{anyone().port}/metrics",
                                                     headers={"Authorization": f"Bearer {token}"})
                    text = urllib.request.urlopen(request, timeout=10).read().decode()
                    metrics = dict(re.findall(r'^tenon_jobs\{state="(\w+)"\} (\d+)', text, re.M))
                if metrics:
                    left = int(metrics.get("queued", 0)) + int(metrics.get("running", 0))
            time.sleep(0.05)
        for _, resume in stalled:
            resume()
        expect("jobs left at the end of the time", left, 0)
        took = time.time() - begun
        deadline = time.time() + 60
        while time.time() < deadline:  # the last sweep is ended by whoever ended its last job
            rows = exported(folder, environment)
            if all(sweep["finished_at"] for sweep in rows["sweep"]):
                break
            time.sleep(1)
        lost = reaped = 0
        for replica in replicas:
            request = urllib.request.Request(f"http://127.0.0.1:{replica.port}/metrics",
                                             headers={"Authorization": f"Bearer {token}"})
            text = urllib.request.urlopen(request, timeout=10).read().decode()
            lost += int(re.search(r"^tenon_leases_lost_total (\d+)", text, re.M)[1])
            reaped += int(re.search(r"^tenon_jobs_reaped_total (\d+)", text, re.M)[1])
        for replica in replicas:
            replica.process.terminate()
        for replica in replicas:
            expect(f"exit code of replica {replica.number} at the end", replica.process.wait(60), 0)
        states = judged(rows, ordered)
        verified = subprocess.run([TENON, "store", "verify"], cwd=folder, env=environment, capture_output=True, text=True)
        expect("store verify", (verified.returncode, verified.stderr), (0, ""))
        attempts = collections.Counter(job["attempt"] for job in rows["job"])
        print(f"{options.store} store, {options.replicas} replicas, {ordered} jobs in {took:.0f} s: "
              f"{states['done']} done, {states['dead']} dead, {len(rows['audit'])} results; "
              f"attempts {dict(sorted(attempts.items()))}; blows {dict(blows)}; "
              f"of the replicas that ended last: {lost} results fenced off, {reaped} jobs reaped")
    finally:
        for replica in replicas:
            with contextlib.suppress(ProcessLookupError):
                replica.process.send_signal(signal.SIGCONT)
                replica.process.kill()
                replica.process.wait()
        store.end()
        if not options.keep and not failures:
            shutil.rmtree(folder, ignore_errors=True)
    print("as promised" if not failures else f"{len(failures)} not as promised; the store is in {folder}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
