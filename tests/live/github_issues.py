#!/usr/bin/env python3
"""Holds webhooks of the format github-issue against a GitHub of its own.

    github_issues.py TENON PART [STORE-URL]

PART is one of the functions whose names begin with `part_`. The store is a SQLite file unless a URL is given.
Prints what is not as it should be; exit 0 when nothing is, else 1.
"""
import contextlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import serving
from github import Github
from serving import expect, expect_in

CONFIGURATION = """
[store]
url = {{ env = "ISSUES_STORE" }}

[[webhooks]]
name = "issues"
format = "github-issue"
repository = "acme/databases"
token = {{ env = "ISSUES_TOKEN" }}
api_url = "{api}"
allow_private = true
events = ["drift.opened", "drift.changed", "drift.closed", "audit.failed"]
"""
SCHEMA = "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);\nCREATE INDEX ix_t_v ON t (v);\nCREATE INDEX ix_t_w ON t (v, id);\n"


class Fleet:
    """Targets in SQLite files, and a GitHub that hears of them."""

    def __init__(self, store, names=("a", "b", "c")):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-issues-"))
        self.github = Github()
        self.store = store or "sqlite:///" + str(self.folder / "store.db")
        (self.folder / "schema.sql").write_text(SCHEMA)
        text = CONFIGURATION.format(api=self.github.url)
        for name in names:
            self.run_sql(name, SCHEMA)
            text += f'\n[targets.{name}]\nurl = "sqlite:///{name}.db"\ndeclared = "schema.sql"\n'
        (self.folder / "tenon.toml").write_text(text)
        self.environment = {**os.environ, "NO_COLOR": "1", "ISSUES_STORE": self.store, "ISSUES_TOKEN": Github.TOKEN}
        self.said = ""

    def run_sql(self, name, sql):
        with contextlib.closing(sqlite3.connect(self.folder / f"{name}.db")) as made:
            made.executescript(sql)

    def begin(self, *words, **more):
        return subprocess.Popen([serving.TENON, *words], cwd=self.folder, env={**self.environment, **more},
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *words, **more):
        ran = self.begin(*words, **more)
        out = ran.communicate(timeout=180)[0]
        self.said += out
        return ran.returncode, out

    def audit(self):
        return self.run("audit", "--all", "--quiet")

    def notify(self):
        return self.run("notify")

    def make_due(self):
        """Lets what waits be due: tests do not wait for pauses."""
        self.sql("UPDATE delivery SET due_at = '2000-01-01T00:00:00.000000Z' WHERE delivered_at IS NULL")

    def sql(self, text):
        if self.store.startswith("sqlite:///"):
            with contextlib.closing(sqlite3.connect(self.store.removeprefix("sqlite:///"))) as store:
                store.executescript(text + ";")
        else:
            subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", self.store, "-c", "SET search_path TO tenon; " + text],
                           check=True)

    def states(self):
        return [issue["state"] for issue in self.github.issues]

    def targets(self, number):
        body = self.github.issues[number - 1]["body"]
        block = re.search(r"<!-- tenon:targets -->.*?```text\n(.*?)```", body, re.S)
        return block[1].split() if block else None

    def close(self):
        self.github.close()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def fleet(store):
    made = Fleet(store)
    try:
        yield made
        expect("the token in what was said", Github.TOKEN in made.said, False)
    finally:
        made.close()
    if serving.failures:
        print("said:\n" + made.said[-3000:])


def part_life(store):
    """One issue for one drift, whoever has it: opened, commented on, closed, opened again."""
    with fleet(store) as one:
        one.audit()
        expect("issues of targets in sync", one.states(), [])
        one.run_sql("a", "DROP INDEX ix_t_v")
        one.run_sql("b", "DROP INDEX ix_t_v")
        one.audit()
        expect("one issue for two targets", (one.states(), one.targets(1)), (["open"], ["a", "b"]))
        expect_in("its title", "ix_t_v", one.github.issues[0]["title"])
        one.run_sql("c", "DROP INDEX ix_t_v")
        one.audit()
        expect("a third one", (one.states(), one.targets(1), len(one.github.bodies(1))), (["open"], ["a", "b", "c"], 1))
        one.github.issues[0]["body"] += "\nWritten by a person.\n"
        for name in "ab":
            one.run_sql(name, "CREATE INDEX ix_t_v ON t (v)")
        one.audit()
        expect("still on one", (one.states(), one.targets(1)), (["open"], ["c"]))
        expect_in("what it says", "1 target", one.github.bodies(1)[-1])
        expect_in("what people wrote", "Written by a person.", one.github.issues[0]["body"])
        one.run_sql("c", "CREATE INDEX ix_t_v ON t (v)")
        one.audit()
        expect("nobody", one.states(), ["closed"])
        one.run_sql("b", "DROP INDEX ix_t_v")
        one.audit()
        expect("there again", (one.states(), one.targets(1)), (["open"], ["b"]))
        one.run_sql("b", "DROP INDEX ix_t_w")
        before = len(one.github.bodies(1))
        one.audit()
        expect("another form of the same", (one.states(), len(one.github.bodies(1)) - before), (["open"], 1))
        expect_in("its findings", "ix_t_w", one.github.issues[0]["body"])
        one.run_sql("a", "DROP INDEX ix_t_v")
        one.audit()
        expect("another drift", (one.states(), one.targets(1), one.targets(2)), (["open", "open"], ["b"], ["a"]))
        one.run_sql("a", "DROP INDEX ix_t_w")
        one.audit()
        expect("two that become one", (one.states(), one.targets(1)), (["open", "closed"], ["a", "b"]))
        (one.folder / "c.db").unlink()
        one.audit()
        one.audit()
        expect("an audit that failed", (one.states(), one.targets(3)), (["open", "closed", "open"], ["c"]))


def part_faults(store):
    """What is lost, slow, refused or limited comes to one issue all the same."""
    with fleet(store) as one:
        one.audit()
        one.run_sql("a", "DROP INDEX ix_t_v")
        one.github.has_index = False
        one.github.fault("POST", "/issues$", is_lost=True)
        one.audit()
        expect("opened, and the answer lost", one.states(), ["open"])
        one.make_due()
        expect("told again", (one.notify()[0], one.states()), (0, ["open"]))
        one.run_sql("b", "DROP INDEX ix_t_v")
        one.github.fault("POST", "/comments$", is_lost=True)
        one.audit()
        one.make_due()
        one.notify()
        expect("a comment whose answer was lost", (one.states(), len(one.github.bodies(1))), (["open"], 1))
        one.sql("UPDATE issue SET number = NULL")
        one.run_sql("c", "DROP INDEX ix_t_v")
        one.audit()
        expect("found by its first line", (one.states(), one.targets(1)), (["open"], ["a", "b", "c"]))

        for what, fault, said in (
                ("a rate limit", {"status": 403, "headers": {"X-RateLimit-Remaining": "0",
                                                            "X-RateLimit-Reset": str(int(time.time()) + 3000)}},
                 "its rate limit is used up"),
                ("another one", {"status": 429, "headers": {"Retry-After": "3000"}}, "its rate limit is used up"),
                ("no token", {"status": 401}, "the token is none, or has ended"),
                ("no repository", {"status": 404}, "there is no repository acme/databases"),
                ("no rights", {"status": 403}, "the token may not write issues of acme/databases"),
                ("a failure", {"status": 502}, "GitHub answered 502")):
            # The remembered issue is looked up first; where it is not to be had, all are listed.
            one.github.fault("GET", r"/issues/\d+$", status=404)
            one.github.fault("GET", r"/issues\?", **fault)
            one.run_sql("a", "CREATE INDEX IF NOT EXISTS ix_t_v ON t (v)")
            begun = time.time()
            one.audit()
            listed = json.loads(one.run("notify", "--list", "-o", "json")[1])["messages"]
            waiting = [message for message in listed if message["state"] == "waiting"]
            expect(f"{what}: waits", len(waiting), 1)
            expect_in(f"{what}: is told", said, waiting[0]["error"] if waiting else "")
            if "headers" in fault and waiting:
                due = time.mktime(time.strptime(waiting[0]["due"][:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone
                expect(f"{what}: as long as GitHub says", 2900 < due - begun < 3200, True)
            one.make_due()
            expect(f"{what}: over", (one.notify()[0], one.states()), (0, ["open"]))
            one.run_sql("a", "DROP INDEX ix_t_v")
            one.audit()
            expect(f"{what}: as before", (one.states(), one.targets(1)), (["open"], ["a", "b", "c"]))

        one.github.fault("GET", r"/issues/\d+$", slow=20)
        for name in "abc":
            one.run_sql(name, "CREATE INDEX ix_t_v ON t (v)")
        one.audit()
        expect("too slow", one.states(), ["open"])
        one.make_due()
        one.notify()
        expect("closed in the end", one.states(), ["closed"])
        code, out = one.run("notify", "--test", ISSUES_TOKEN="ghp_another0123456789xyz")
        expect("a wrong token", (code, "ghp_another" in out), (1, False))
        expect_in("what is said of it", "the token is none, or has ended", out)


def part_late(store):
    """What is told after its time opens nothing."""
    with fleet(store) as one:
        one.audit()
        one.run_sql("a", "DROP INDEX ix_t_v")
        one.github.fault("GET", r"/issues\?", status=502)
        one.audit()
        one.run_sql("a", "CREATE INDEX ix_t_v ON t (v)")
        one.audit()
        one.make_due()
        expect("opened after it was closed", (one.notify()[0], one.states()), (0, []))


def part_at_once(store):
    """Two processes that tell of one drift at once open one issue."""
    with fleet(store) as one:
        one.audit()
        for name in "ab":
            one.run_sql(name, "DROP INDEX ix_t_v")
            one.github.fault("GET", r"/issues\?", status=502)
            one.run("audit", name, "--quiet")
        one.make_due()
        expect("waiting", one.states(), [])
        one.github.fault("POST", "/issues$", slow=2)
        told = [one.begin("notify"), one.begin("notify")]
        for process in told:
            one.said += process.communicate(timeout=120)[0]
        for _ in range(3):
            one.make_due()
            one.notify()
        expect("one issue", (one.states(), one.targets(1)), (["open"], ["a", "b"]))


def part_test(store):
    """`notify --test` opens, comments on and closes an issue, the same one each time."""
    with fleet(store) as one:
        for times in (1, 2):
            code, out = one.run("notify", "--test")
            expect(f"test {times}", (code, one.states(), len(one.github.bodies(1))), (0, ["closed"], times))
            expect_in("what is said", "sent", out)


def main():
    serving.TENON = os.path.abspath(sys.argv[1])
    globals()["part_" + sys.argv[2]](sys.argv[3] if len(sys.argv) > 3 else "")
    print("all as it should be" if not serving.failures else f"{len(serving.failures)} not as they should be")
    return 1 if serving.failures else 0


if __name__ == "__main__":
    sys.exit(main())
