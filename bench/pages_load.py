#!/usr/bin/env python3
"""Measures the pages of `tenon serve` over a store that bench/pages_bench made: one by one, then by many clients at once.

    bench/pages_load.py TENON STORE_FILE [CLIENTS [SECONDS]]

STORE_FILE is a SQLite store. Prints a line for each page, the median and the slowest of 15 requests in milliseconds, and
bytes; then what CLIENTS (50) at once get in SECONDS (30). Measures; asserts nothing but that every answer is 200.
"""
import contextlib
import http.client
import pathlib
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROUNDS = 15


def pages_of(store):
    """The pages by name, of a target that has drift."""
    with contextlib.closing(sqlite3.connect(store)) as opened:
        audit, target, drift = opened.execute(
            "SELECT audit.id, target.name, audit.fingerprint FROM audit JOIN target ON target.id = audit.target_id "
            "WHERE audit.fingerprint <> '' ORDER BY audit.id DESC LIMIT 1").fetchone()
        (before,) = opened.execute(
            "SELECT max(audit.id) FROM audit JOIN target ON target.id = audit.target_id WHERE target.name = ? AND "
            "audit.id < ?", (target, audit)).fetchone()
    return {"fleet": "/", "fleet, one label": "/?label=env%3Dprod&state=drift", "group": f"/drifts/{drift}",
            "target": f"/targets/{target}", "audit": f"/audits/{audit}", "graph": f"/audits/{audit}/graph",
            "compare": f"/audits/{before}/compare/{audit}", "schedule": "/schedule", "jobs": "/jobs",
            "webhooks": "/webhooks", "acks": "/acks", "tokens": "/tokens", "about": "/about"}


class Bench:
    """A service over a copy of the store, its targets in the configuration, declared as its first audit found them."""

    def __init__(self, tenon, store):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-pages-"))
        shutil.copy(store, self.folder / "store.db")
        with contextlib.closing(sqlite3.connect(store)) as opened:
            names = [name for (name,) in opened.execute("SELECT name FROM target ORDER BY name")]
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = taken.getsockname()[1]
        (self.folder / "tenon.toml").write_text(
            f'version = 1\n[store]\nurl = "sqlite:///store.db"\n[service]\nlisten = "127.0.0.1:{self.port}"\n' +
            "".join(f'[targets."{name}"]\nurl = "sqlite:///gone.db"\ndeclared = "schema.json"\n' for name in names))
        with open(self.folder / "schema.json", "wb") as schema:
            subprocess.run([tenon, "inspect", "audit:1", "-o", "json"], cwd=self.folder, stdout=schema, check=True)
        made = subprocess.run([tenon, "token", "add", "bench", "--scope", "admin"], cwd=self.folder, text=True,
                              capture_output=True, check=True)
        self.token = made.stdout.strip()
        self.process = subprocess.Popen([tenon, "serve"], cwd=self.folder, stderr=subprocess.DEVNULL)

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def get(self, connection, path):
        connection.request("GET", path, headers={"Authorization": "Bearer " + self.token})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
        return body.decode()

    def wait(self):
        latest = time.time() + 60
        while time.time() < latest:
            with contextlib.suppress(OSError):
                return self.get(self.connection(), "/readyz")
            time.sleep(0.1)
        raise SystemExit("the service is not ready")

    def close(self):
        self.process.terminate()
        self.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)


def timed(bench, connection, path):
    begun = time.perf_counter()
    body = bench.get(connection, path)
    return (time.perf_counter() - begun) * 1000, len(body)


def one_by_one(bench, pages):
    print(f"{'page':<18} {'median ms':>10} {'slowest ms':>10} {'bytes':>8}")
    connection = bench.connection()
    for name, path in pages.items():
        taken = [timed(bench, connection, path) for _ in range(ROUNDS)]
        times = [milliseconds for milliseconds, _ in taken]
        print(f"{name:<18} {statistics.median(times):>10.1f} {max(times):>10.1f} {taken[-1][1]:>8}", flush=True)


def at_once(bench, pages, clients, seconds):
    until = time.time() + seconds
    times, faults = [], []

    def client(number):
        paths = list(pages.values())
        with contextlib.closing(bench.connection()) as connection:
            while time.time() < until:
                try:
                    times.append(timed(bench, connection, paths[number % len(paths)])[0])
                except (OSError, http.client.HTTPException, SystemExit) as fault:
                    faults.append(str(fault))
                    connection.close()
                number += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    print(f"{clients} clients, {seconds} s: {len(times)} answers, {len(times) / seconds:.0f} a second, "
          f"median {times[len(times) // 2]:.0f} ms, 99 % within {times[len(times) * 99 // 100]:.0f} ms, "
          f"{len(faults)} failed {faults[:1]}")
    return bool(faults)


def server_means(bench):
    """What the service measured itself, by route: seconds and requests."""
    text = bench.get(bench.connection(), "/metrics")
    found = re.findall(r'tenon_http_request_duration_seconds_(sum|count)\{route="([^"]+)"\} (\S+)', text)
    return {route: {kind: float(value) for kind, at, value in found if at == route} for _, route, _ in found}


def main():
    tenon, store = sys.argv[1], sys.argv[2]
    clients = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 30
    bench = Bench(str(pathlib.Path(tenon).resolve()), store)
    try:
        bench.wait()
        pages = pages_of(store)
        one_by_one(bench, pages)
        print("\nas the service measured it: route, mean ms")
        for route, row in sorted(server_means(bench).items()):
            print(f"{route:<34} {row['sum'] / row['count'] * 1000:>8.1f}")
        return at_once(bench, pages, clients, seconds)
    finally:
        bench.close()


if __name__ == "__main__":
    sys.exit(main())
