#!/usr/bin/env python3
"""Keeps one `tenon serve` busy and says what it holds: memory, threads and files, minute by minute.

    bench/soak.py TENON [MINUTES [REQUESTS_A_SECOND]]

Default 60 minutes and 20 requests a second, from four clients: pages, the API, comparisons without a store, audits on
demand, and requests that are refused. Three targets are also audited every minute by their schedule. A line a minute:
resident memory in KiB, its part that is on the heap, threads, open files, bytes of the store, requests and failures.
Measures; asserts nothing but that the service lives.
"""
import pathlib
import random
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests/live"))
import serving  # noqa: E402

SCHEMA = {"tables": {f"t{i}": {"columns": {"id": {"type": "integer", "primary_key": True},
                                           "v": {"type": "text", "index": True}}} for i in range(40)}}
READ = ("/", "/targets/drifted", "/jobs", "/schedule", "/webhooks", "/acks", "/about", "/api/v1/targets",
        "/api/v1/events", "/api/v1/drifts", "/api/v1/targets/drifted/audits", "/metrics", "/nothing",
        "/api/v1/targets/nobody", "/readyz")

OFTEN = """
[targets.often-%d]
url = "sqlite:///drifted.db"
declared = "schema.sql"
schedule = { cron = "* * * * *" }
"""


def one_request(one, rng):
    kind = rng.random()
    if kind < 0.75:
        return one.get(rng.choice(READ), "admin").status < 500
    if kind < 0.85:
        declared = {"tables": dict(rng.sample(list(SCHEMA["tables"].items()), 30))}
        return one.post("/api/v1/diff", {"actual": SCHEMA, "declared": declared, "dialect": "sqlite"},
                        "diff").status < 500
    if kind < 0.90:
        return one.post("/api/v1/targets/drifted/audits", {}, "audit").status < 500
    if kind < 0.95:
        return one.post("/api/v1/diff", b"{" * rng.randrange(1, 2000), "diff").status < 500
    return one.get("/api/v1/targets", "wrong" + str(rng.random())).status in (401, 429)


class Clients:
    def __init__(self, one, rate, until):
        self.requests, self.failures = 0, 0
        self.threads = [threading.Thread(target=self.run, args=(one, random.Random(i), 4 / rate, until))
                        for i in range(4)]
        for thread in self.threads:
            thread.start()

    def run(self, one, rng, pause, until):
        while time.time() < until:
            time.sleep(rng.random() * 2 * pause)
            self.requests += 1
            try:
                self.failures += not one_request(one, rng)
            except OSError:
                self.failures += 1


def held(one):
    status = pathlib.Path(f"/proc/{one.process.pid}/status").read_text()
    fields = dict(line.split(":", 1) for line in status.splitlines())
    files = len(list(pathlib.Path(f"/proc/{one.process.pid}/fd").iterdir()))
    store = sum(file.stat().st_size for file in one.folder.glob("store.db*"))
    return [int(fields["VmRSS"].split()[0]), int(fields["RssAnon"].split()[0]), int(fields["Threads"]), files, store]


def main():
    serving.TENON = str(pathlib.Path(sys.argv[1]).resolve())
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 60
    rate = float(sys.argv[3]) if len(sys.argv) > 3 else 20
    one = serving.Service(more="".join(OFTEN % i for i in range(3)))
    try:
        clients = Clients(one, rate, time.time() + minutes * 60)
        print(f"{'minute':>6} {'resident':>9} {'heap':>9} {'threads':>7} {'files':>6} {'store':>9} {'requests':>9} failed")
        begun = time.time()
        while any(thread.is_alive() for thread in clients.threads):
            time.sleep(min(60, minutes * 60 / 4))
            now = held(one)
            print(f"{(time.time() - begun) / 60:>6.1f} {now[0]:>9} {now[1]:>9} {now[2]:>7} {now[3]:>6} {now[4]:>9} "
                  f"{clients.requests:>9} {clients.failures}", flush=True)
        return one.process.poll() is not None
    finally:
        one.close()


if __name__ == "__main__":
    sys.exit(main())
