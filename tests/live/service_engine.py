"""What `tenon serve` does where something holds it up: slow secrets and sets, a store that is locked, gone or full."""
import contextlib
import os
import resource
import signal
import sqlite3
import time

import serving
from serving import Service, expect, expect_in, service

SLOW = """
[targets.slow]
url = { command = ["sleep", "60"], time_limit = "60s" }
declared = "schema.sql"

[targets.late]
url = { command = ["sh", "-c", "sleep 4; echo sqlite:///good.db"] }
declared = "schema.sql"
"""

SLOW_SET = """
[[target_sets]]
name = "tenant-{name}"
source = { query = "SELECT 1", url = { command = ["sleep", "25"], time_limit = "25s" } }
declared = "schema.sql"
"""


class Patient(Service):
    """A service that gives what runs a long time when it ends."""
    CONFIGURATION = Service.CONFIGURATION.replace('drain = "2s"', 'drain = "40s"')


def comes_true(what, holds, patience=20):
    latest = time.time() + patience
    while time.time() < latest:
        if holds():
            return
        time.sleep(0.1)
    expect(what, "not so in time", "so")


def seconds_of(work):
    begun = time.time()
    work()
    return time.time() - begun


def rows(one, query):
    with contextlib.closing(sqlite3.connect(f"file:{one.folder}/store.db?mode=ro", uri=True)) as store:
        return store.execute(query).fetchall()


def begin(one, target):
    """Asks for an audit, waits until it runs, and returns its job."""
    job = one.post(f"/api/v1/targets/{target}/audits", {}, "audit").json()["id"]
    comes_true(f"{target} runs", lambda: one.get(f"/api/v1/jobs/{job}", "read").json()["state"] == "running")
    return job


def cancel_while_it_ends():
    """A job that runs is cancelled while the service waits for it: the wait is over."""
    one = Patient(SLOW)
    try:
        job = begin(one, "slow")
        one.signal(signal.SIGTERM)
        comes_true("it ends", lambda: one.get("/readyz").status == 503)
        expect("cancelled while it ends", one.ask("DELETE", f"/api/v1/jobs/{job}", None, "audit").status, 202)
        begun = time.time()
        expect("exit code after a cancelled job", one.ended(), 0)
        expect("the end does not wait for a cancelled job", time.time() - begun < 20, True)
        expect("the job", rows(one, f"SELECT state FROM job WHERE id = {job}"), [("cancelled",)])
    finally:
        one.close()


def slow_secret(one):
    """A secret that takes long holds up nobody but its own audit."""
    job = begin(one, "slow")
    expect("others are audited meanwhile", seconds_of(lambda: one.audited("good")) < 15, True)
    expect("the slow one still runs", one.get(f"/api/v1/jobs/{job}", "read").json()["state"], "running")
    one.ask("DELETE", f"/api/v1/jobs/{job}", None, "audit")


def locked_store(one):
    """Who reads does not wait for who writes elsewhere, and when a token was used is written afterwards."""
    used = "SELECT used_at FROM api_token WHERE name = 'read'"
    with contextlib.closing(sqlite3.connect(one.folder / "store.db", isolation_level=None)) as other:
        other.execute("UPDATE api_token SET used_at = NULL")
        other.execute("BEGIN IMMEDIATE")
        expect("a read while the store is locked", seconds_of(
            lambda: expect("its answer", one.get("/api/v1/targets", "read").status, 200)) < 8, True)
        other.execute("ROLLBACK")
    comes_true("the use of the token is written", lambda: rows(one, used) != [(None,)], 60)


def readiness(one):
    answer = one.get("/readyz")
    return answer.status, answer.json()["store"]


def lost_store(one):
    """A store that is removed or replaced is told, nothing is made in its place, and put back it goes on."""
    store, aside = one.folder / "store.db", one.folder / "aside.db"
    audits = rows(one, "SELECT count(*) FROM audit")
    os.rename(store, aside)
    comes_true("a store that was removed is told", lambda: readiness(one) == (503, "gone"))
    expect("an order without its store", one.post("/api/v1/targets/good/audits", {}, "audit").status, 503)
    expect("nothing is made in its place", store.exists(), False)
    expect("another store", one.run("audit", "good", "--store", "sqlite:///other.db").returncode, 0)
    os.rename(one.folder / "other.db", store)
    time.sleep(1)
    expect("a store that was replaced is told", readiness(one), (503, "gone"))
    expect_in("what the log says of it", "was removed while it was in use", one.said())
    os.remove(store)
    os.rename(aside, store)
    comes_true("the store is back", lambda: readiness(one) == (200, "ok"))
    expect("its history", rows(one, "SELECT count(*) FROM audit"), audits)


def full_disk(one):
    """Where nothing more can be written, that is told with what to do, and what is done meanwhile is not lost."""
    job = begin(one, "late")
    resource.prlimit(one.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    comes_true("a full disk is told", lambda: readiness(one) == (503, "not writable"))
    refused = one.post("/api/v1/targets/good/audits", {}, "audit")
    expect("an order on a full disk", refused.status, 503)
    expect_in("what is to be done", "make space", refused.json()["detail"])
    time.sleep(4)
    resource.prlimit(one.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    comes_true("there is space again", lambda: readiness(one) == (200, "ok"))
    comes_true("what was done is recorded", lambda: one.get(f"/api/v1/jobs/{job}", "read").json()["state"] == "done",
               40)


def end_while_a_set_is_slow(one):
    """A reload that lists the targets of a slow set does not hold up the end."""
    one.configure(SLOW + SLOW_SET)
    one.signal(signal.SIGHUP)
    time.sleep(1)
    one.signal(signal.SIGTERM)
    begun = time.time()
    expect("exit code while a set is slow", one.ended(60), 0)
    expect("the end does not wait for a slow set", time.time() - begun < 15, True)


def long_comparison():
    """A comparison that takes longer than a request may is given up."""
    columns = {f"c{i}": {"type": "integer"} for i in range(20)}
    schema = {"dialect": "sqlite", "tables": {f"t{i}": {"columns": columns} for i in range(1500)}}
    with service('request_time_limit = "300ms"') as one:
        answer = one.post("/api/v1/diff", {"actual": schema, "declared": schema}, "diff")
        expect("a comparison that takes too long", answer.status, 503)
        expect_in("what it says", "too-long", answer.json()["type"])
        expect("the service goes on", one.get("/readyz").status, 200)


def what_counts_as_drift():
    """A sweep of the service ends by what counts as drift, as one of `tenon audit` does."""
    for fail_on, code in (("any", 2), ("never", 0)):
        with service(f'\n[diff]\nfail_on = "{fail_on}"\n') as one:
            one.audited("drifted")
            comes_true(f"the sweep ends by fail_on = {fail_on}",
                       lambda: rows(one, "SELECT exit_code FROM sweep") == [(code,)])


def part_engine():
    """What holds up a service, and what does not."""
    cancel_while_it_ends()
    with service(SLOW) as one:
        slow_secret(one)
        locked_store(one)
        lost_store(one)
        full_disk(one)
        end_while_a_set_is_slow(one)
    long_comparison()
    what_counts_as_drift()
