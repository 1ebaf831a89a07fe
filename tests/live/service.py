#!/usr/bin/env python3
"""Drives `tenon serve` as its users do: over HTTP, with tokens, signals and browsers' forms.

    service.py TENON PART

PART is one of the functions below whose names begin with `part_`. Prints what is not as it should be; exit 0 when
nothing is, else 1.
"""
import collections
import contextlib
import http.client
import io
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
import threading
import time
import urllib.parse
import zipfile

TENON = ""
failures = []


def expect(what, found, wanted):
    if found != wanted:
        failures.append(what)
        print(f"{what}: found {found!r}, wanted {wanted!r}")


def expect_in(what, part, whole):
    if part not in whole:
        failures.append(what)
        print(f"{what}: {part!r} is not in {whole!r}")


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.cookies = [value for name, value in response.getheaders() if name.lower() == "set-cookie"]
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def text(self):
        return self.body.decode()


class Service:
    """One `tenon serve` in a folder of its own, with three SQLite targets."""

    CONFIGURATION = """
version = 1

[targets.good]
url = "sqlite:///good.db"
declared = "schema.sql"
labels = {{ env = "prod" }}
schedule = {{ cron = "0 3 * * *", time_zone = "Europe/Berlin", jitter = "10m" }}

[targets.drifted]
url = "sqlite:///drifted.db"
declared = "schema.sql"
labels = {{ env = "prod" }}

[targets.gone]
url = "sqlite:///gone.db"
declared = "schema.sql"
labels = {{ env = "test" }}

[store]
url = "sqlite:///store.db"

[service]
listen = "127.0.0.1:{port}"
lease = "5s"
drain = "2s"
{more}
"""

    def __init__(self, more="", environment=None, listen="", starts=True):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-service-"))
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = taken.getsockname()[1]
        self.make_targets()
        self.more = more
        self.configure(more)
        self.environment = {**os.environ, "NO_COLOR": "1", **(environment or {})}
        self.process = None
        self.tokens = {}
        for scope in ("read", "diff", "audit", "ack", "write", "metrics", "admin"):
            self.tokens[scope] = self.token(scope, "--scope", scope)
        if starts:
            self.start(listen)

    def make_targets(self):
        (self.folder / "schema.sql").write_text(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, CONSTRAINT ck_t_v CHECK (v <> ''));\n"
            "CREATE INDEX ix_t_v ON t (v);\n")
        for name in ("good", "drifted"):
            with contextlib.closing(sqlite3.connect(self.folder / f"{name}.db")) as made:
                made.executescript((self.folder / "schema.sql").read_text())
                if name == "drifted":
                    made.execute("DROP INDEX ix_t_v")

    def configure(self, more):
        (self.folder / "tenon.toml").write_text(self.CONFIGURATION.format(port=self.port, more=more))

    def run(self, *words):
        return subprocess.run([TENON, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True,
                              timeout=60)

    def token(self, name, *words):
        made = self.run("token", "add", name, *words, "-o", "json")
        if made.returncode != 0:
            raise SystemExit(f"no token: {made.stderr}")
        return json.loads(made.stdout)["secret"]

    def start(self, listen=""):
        words = ["serve"] + (["--listen", listen] if listen else [])
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([TENON, *words], cwd=self.folder, env=self.environment, stdout=self.log,
                                        stderr=self.log)
        latest = time.time() + 30
        while time.time() < latest and self.process.poll() is None:
            with contextlib.suppress(OSError):
                if self.get("/readyz").status == 200:
                    return
            time.sleep(0.05)
        raise SystemExit("the service is not ready: " + self.said())

    def said(self):
        return (self.folder / "log").read_text(errors="replace")

    def ask(self, method, path, body=None, token=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            sent = dict(headers or {})
            if token:
                sent["Authorization"] = f"Bearer {self.tokens.get(token, token)}"
            if isinstance(body, (dict, list)):
                body = json.dumps(body)
                sent.setdefault("Content-Type", "application/json")
            connection.request(method, path, body, sent)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, token=None, **more):
        return self.ask("GET", path, token=token, **more)

    def post(self, path, body=None, token=None, **more):
        return self.ask("POST", path, {} if body is None else body, token, **more)

    def audited(self, target):
        answer = self.post(f"/api/v1/targets/{target}/audits", {"wait": "30s"}, "audit")
        expect(f"audit of {target}", answer.status, 200)
        return answer.json()

    def signal(self, number):
        self.process.send_signal(number)

    def ended(self, patience=30):
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            return "it did not end"

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            if self.ended() == "it did not end":
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def service(*words, **more):
    made = Service(*words, **more)
    try:
        yield made
    finally:
        said = made.said() if (made.folder / "log").exists() else ""
        made.close()
        for secret in made.tokens.values():
            if secret in said:
                failures.append("a secret is in the log")
                print("a secret is in the log")
        if failures:
            print("the log:\n" + said[-4000:])


# Every route, what a caller must have for it, and a body with which it does something. None: anybody may.
SCOPES = {
    ("GET", "/api/v1/openapi.json"): None,
    ("GET", "/api/v1/targets"): "read",
    ("GET", "/api/v1/targets/{name}"): "read",
    ("GET", "/api/v1/targets/{name}/audits"): "read",
    ("POST", "/api/v1/targets/{name}/audits"): "audit",
    ("GET", "/api/v1/targets/{name}/model"): "read",
    ("POST", "/api/v1/targets/{name}/migrations"): "audit",
    ("POST", "/api/v1/audits"): "audit",
    ("GET", "/api/v1/audits/{id}"): "read",
    ("GET", "/api/v1/audits/{a}/compare/{b}"): "read",
    ("GET", "/api/v1/jobs"): "read",
    ("GET", "/api/v1/jobs/{id}"): "read",
    ("DELETE", "/api/v1/jobs/{id}"): "audit",
    ("GET", "/api/v1/drifts"): "read",
    ("GET", "/api/v1/drifts/{fingerprint}"): "read",
    ("GET", "/api/v1/findings"): "read",
    ("GET", "/api/v1/acks"): "read",
    ("POST", "/api/v1/acks"): "ack",
    ("DELETE", "/api/v1/acks/{id}"): "ack",
    ("GET", "/api/v1/events"): "read",
    ("GET", "/api/v1/events/verify"): "read",
    ("GET", "/api/v1/webhooks"): "admin",
    ("POST", "/api/v1/webhooks/{name}/test"): "admin",
    ("GET", "/api/v1/webhooks/{name}/deliveries"): "admin",
    ("POST", "/api/v1/deliveries/{id}/redeliver"): "admin",
    ("GET", "/api/v1/tokens"): "admin",
    ("POST", "/api/v1/tokens"): "admin",
    ("DELETE", "/api/v1/tokens/{id}"): "admin",
    ("POST", "/api/v1/diff"): "diff",
    ("POST", "/api/v1/generate"): "diff",
    ("GET", "/healthz"): None,
    ("GET", "/readyz"): None,
    ("GET", "/metrics"): "metrics",
    ("GET", "/"): "read",
    ("GET", "/drifts/{fingerprint}"): "read",
    ("GET", "/drifts/{fingerprint}/migration.sql"): "read",
    ("GET", "/targets/{name}"): "read",
    ("GET", "/audits/{id}"): "read",
    ("GET", "/audits/{id}/graph"): "read",
    ("GET", "/audits/{a}/compare/{b}"): "read",
    ("GET", "/schedule"): "read",
    ("GET", "/jobs"): "read",
    ("GET", "/webhooks"): "admin",
    ("GET", "/acks"): "read",
    ("GET", "/tokens"): "admin",
    ("GET", "/about"): "read",
    ("GET", "/login"): None,
    ("GET", "/style.css"): None,
    ("GET", "/app.js"): None,
}


def part_scopes():
    """Every route with every scope: what may is answered, what may not is 403, and nobody is 401."""
    with service() as one:
        filled = lambda path: re.sub(r"\{\w+\}", "9999", path)
        for (method, path), wanted in SCOPES.items():
            body = {} if method == "POST" else None
            nobody = one.ask(method, filled(path), body)
            if wanted is None:
                expect(f"{method} {path} by nobody", nobody.status, 200)
                continue
            is_page = not path.startswith(("/api/", "/metrics"))
            expect(f"{method} {path} by nobody", nobody.status, 303 if is_page else 401)
            if not is_page:
                expect_in(f"challenge of {method} {path}", "Bearer", nobody.headers.get("www-authenticate", ""))
            for scope in one.tokens:
                if (method, path) == ("POST", "/api/v1/audits") and scope in ("audit", "admin"):
                    continue  # it would audit, which other parts look at
                found = one.ask(method, filled(path), body, scope).status
                may = scope in (wanted, "admin")
                expect(f"{method} {path} with {scope}", found in (401, 403), not may)
        document = one.get("/api/v1/openapi.json").json()
        described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
        listed = {(method, path) for method, path in SCOPES if path.startswith("/api/")}
        expect("routes of openapi.json", described, listed)
        for (method, path), scope in SCOPES.items():
            if path.startswith("/api/"):
                found = document["paths"][path][method.lower()]["security"]
                expect(f"security of {method} {path}", found, [{"token": [scope]}] if scope else [])


def part_api():
    """What the API answers about targets, audits, drift, acknowledgements and events."""
    with service() as one:
        expect("targets before any audit", [t["state"] for t in one.get("/api/v1/targets", "read").json()["items"]],
               ["not_audited"] * 3)
        for name in ("good", "drifted", "gone"):
            one.audited(name)
        targets = {t["name"]: t for t in one.get("/api/v1/targets", "read").json()["items"]}
        expect("states", {name: t["state"] for name, t in targets.items()},
               {"good": "in_sync", "drifted": "drift", "gone": "not_audited"})
        expect("error of a target that is not there", targets["gone"]["error"]["reason"], "connect")
        expect("schedule", targets["good"]["schedule"], {"cron": "0 3 * * *", "time_zone": "Europe/Berlin"})

        page = one.get("/api/v1/targets?limit=2", "read").json()
        expect("a page", ([t["name"] for t in page["items"]], page["next"]), (["drifted", "gone"], "gone"))
        rest = one.get(f"/api/v1/targets?limit=2&cursor={page['next']}", "read").json()
        expect("the page after it", ([t["name"] for t in rest["items"]], rest["next"]), (["good"], None))
        expect("by label", [t["name"] for t in one.get("/api/v1/targets?label=env%3Dtest", "read").json()["items"]],
               ["gone"])
        expect("by state", [t["name"] for t in one.get("/api/v1/targets?state=drift", "read").json()["items"]],
               ["drifted"])

        first = one.get("/api/v1/targets/good", "read")
        again = one.get("/api/v1/targets/good", "read", headers={"If-None-Match": first.headers["etag"]})
        expect("what did not change", (again.status, again.body), (304, b""))

        audit = targets["drifted"]["audit"]
        report = one.get(f"/api/v1/audits/{audit}", "read").json()
        expect("findings", [f["key"] for f in report["findings"]], ["index:t.ix_t_v"])
        for accept, begin in (("text/markdown", "<!-- tenon"), ("text/html", "<!doctype html"),
                              ("application/sarif+json", "{")):
            answer = one.get(f"/api/v1/audits/{audit}", "read", headers={"Accept": accept})
            expect(f"{accept}: status", answer.status, 200)
            expect_in(f"{accept}: type", accept, answer.headers["content-type"])
            expect(f"{accept}: begins", answer.text().lower().lstrip().startswith(begin), True)
        expect("another form", one.get(f"/api/v1/audits/{audit}", "read", headers={"Accept": "image/png"}).status, 406)

        drifts = one.get("/api/v1/drifts", "read").json()["items"]
        expect("drifts", [(d["targets"]) for d in drifts], [1])
        group = one.get(f"/api/v1/drifts/{drifts[0]['fingerprint']}", "read").json()
        expect("targets of the drift", [t["name"] for t in group["targets"]], ["drifted"])
        found = one.get("/api/v1/findings?key=index:*", "read").json()["items"]
        expect("who has the finding", [f["target"] for f in found], ["drifted"])
        model = one.get("/api/v1/targets/drifted/model", "read").json()
        expect("the catalog", list(model["tables"]), ["t"])
        expect("no catalog by then", one.get("/api/v1/targets/drifted/model?at=2001-01-01", "read").status, 404)

        made = one.post("/api/v1/targets/drifted/migrations", {"message": "mend"}, "audit").json()
        expect("files of the migration", [f["name"] for f in made["files"]], ["0001_mend.up.sql", "0001_mend.down.sql"])
        expect_in("the migration", "ix_t_v", made["files"][0]["text"])
        packed = one.post("/api/v1/targets/drifted/migrations", {"message": "mend", "style": "alembic"}, "audit",
                          headers={"Accept": "application/zip"})
        with zipfile.ZipFile(io.BytesIO(packed.body)) as archive:
            expect("files of the zip", [n.endswith("_mend.py") for n in archive.namelist()], [True])

        events = one.get("/api/v1/events", "read").json()
        expect_in("events", "drift.opened", [e["kind"] for e in events["items"]])
        begun = time.time()
        none = one.get(f"/api/v1/events?after={events['next']}&wait=1s", "read").json()
        expect("no newer events", (none["items"], none["next"], time.time() - begun >= 1), ([], events["next"], True))
        expect("the log is whole", one.get("/api/v1/events/verify", "read").json()["whole"], True)

        wish = {"finding_key": "index:t.*", "selector": "drifted", "reason": "meant", "until": "2100-01-01"}
        ack = one.post("/api/v1/acks", wish, "ack")
        expect("an acknowledgement", (ack.status, ack.json()["owner"]), (201, "ack"))
        one.audited("drifted")
        expect("acknowledged", one.get("/api/v1/targets/drifted", "read").json()["state"], "acknowledged")
        expect("it ends", one.ask("DELETE", f"/api/v1/acks/{ack.json()['id']}", token="ack").json()["state"], "ended")
        one.audited("drifted")
        expect("drift again", one.get("/api/v1/targets/drifted", "read").json()["state"], "drift")
        nights = [a["audit"] for a in one.get("/api/v1/targets/drifted/audits", "read").json()["items"]]
        expect("its audits", len(nights), 3)
        compared = one.get(f"/api/v1/audits/{nights[-1]}/compare/{nights[0]}", "read").json()
        expect("two nights", (compared["came"], compared["gone"], compared["common"]), ([], [], 1))

        order = one.post("/api/v1/audits", {"select": "env=prod"}, "audit")
        expect("an order", (order.status, len(order.json()["jobs"])), (202, 2))
        latest = time.time() + 30
        jobs = order.json()["jobs"]
        while time.time() < latest and any(j["state"] in ("queued", "running") for j in jobs):
            jobs = [one.get(f"/api/v1/jobs/{j['id']}", "read").json() for j in jobs]
        expect("its jobs", {j["state"] for j in jobs}, {"done"})
        expect("a job that is over", one.ask("DELETE", f"/api/v1/jobs/{jobs[0]['id']}", token="audit").status, 409)
        expect("done jobs", len(one.get("/api/v1/jobs?state=done", "read").json()["items"]) >= 5, True)

        metrics = one.get("/metrics", "metrics").text()
        for line in ('tenon_targets{state="drift"} 1', 'tenon_target_drift{target="drifted"} 1', "tenon_store_up 1",
                     'tenon_audits_total{engine="sqlite",outcome="in_sync"}'):
            expect_in("metrics", line, metrics)
        checked = subprocess.run(["promtool", "check", "metrics"], input=metrics, text=True, capture_output=True)
        faults = [line for line in (checked.stdout + checked.stderr).splitlines() if "error" in line.lower()]
        expect("promtool check metrics", faults, [])


def part_stateless():
    """Comparisons of what requests hold."""
    with service() as one:
        sides = {"actual": "CREATE TABLE t (id integer PRIMARY KEY);",
                 "declared": {"tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": True},
                                                           "v": {"type": "text"}}}}},
                 "dialect": "sqlite"}
        answer = one.post("/api/v1/diff", sides, "diff")
        expect("a report", (answer.status, [f["key"] for f in answer.json()["findings"]]), (200, ["column:t.v"]))
        text = one.post("/api/v1/diff", sides, "diff", headers={"Accept": "text/plain"})
        expect_in("as text", "missing     column      v", text.text())
        made = one.post("/api/v1/generate", {**sides, "message": "add v", "style": "sql"}, "diff").json()
        expect_in("a migration", "ADD COLUMN", made["files"][0]["text"])
        lossy = {"actual": "CREATE TABLE t (id integer PRIMARY KEY); CREATE TABLE u (id integer PRIMARY KEY);",
                 "declared": "CREATE TABLE t (id integer PRIMARY KEY);", "dialect": "sqlite", "message": "x"}
        expect("what destroys is refused", one.post("/api/v1/generate", lossy, "diff").status, 409)
        allowed = one.post("/api/v1/generate", {**lossy, "allow": ["drop_table"]}, "diff").json()
        expect("and written when it is allowed", allowed["destroys"], ["drop_table u"])
        for what, body, status in (
                ("no side", {}, 422), ("an unknown field", {**sides, "dialct": "x"}, 422),
                ("a side of another type", {**sides, "actual": 3}, 422),
                ("SQL with a fault", {**sides, "actual": "CREATE TABEL t"}, 422),
                ("an unknown style", {**sides, "message": "x", "style": "none"}, 422)):
            path = "/api/v1/generate" if "style" in body else "/api/v1/diff"
            found = one.post(path, body, "diff")
            expect(what, found.status, status)
            expect_in(what + ": type", "application/problem+json", found.headers["content-type"])
        fault = one.post("/api/v1/diff", {**sides, "dialct": "x"}, "diff").json()
        expect("the pointer", fault["errors"][0]["pointer"], "/dialct")
        expect_in("the nearest word", "dialect", fault["errors"][0]["detail"])
        for what, sql in (("a file of the server", "ATTACH DATABASE 'stolen.db' AS s; CREATE TABLE s.t (a);"),
                          ("an endless statement", "CREATE TABLE t AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL "
                                                   "SELECT n + 1 FROM c) SELECT count(*) FROM c;")):
            begun = time.time()
            found = one.post("/api/v1/diff", {**sides, "actual": sql}, "diff")
            expect(what, (found.status, time.time() - begun < 30), (422, True))
        expect("no file was made", (one.folder / "stolen.db").exists(), False)
        deep = "[" * 100000
        expect("nested too deep", one.ask("POST", "/api/v1/diff", deep, "diff",
                                          {"Content-Type": "application/json"}).status, 400)


def part_rules():
    """Who may: each rule, with a request that only this rule refuses."""
    with service() as one:
        expect("a token of another form", one.get("/api/v1/targets", "nonsense").status, 401)
        expect("a token that nobody has", one.get("/api/v1/targets", "tnn_" + "x" * 43).status, 401)
        revoked = one.post("/api/v1/tokens", {"name": "r", "scopes": ["read"]}, "admin").json()
        expect("a new token", one.get("/api/v1/targets", revoked["secret"]).status, 200)
        expect("revoking", one.ask("DELETE", f"/api/v1/tokens/{revoked['id']}", token="admin").status, 200)
        expect("a revoked token", one.get("/api/v1/targets", revoked["secret"]).status, 401)
        listed = one.get("/api/v1/tokens", "admin").text()
        expect("secrets in the list", [s for s in one.tokens.values() if s in listed], [])
        expect("a token that has ended", one.post("/api/v1/tokens", {"name": "e", "scopes": ["read"],
                                                                     "until": "2001-01-01"}, "admin").status, 422)
        expect("another host", one.get("/api/v1/targets", "read", headers={"Host": "evil.example"}).status, 421)
        other = one.ask("PUT", "/api/v1/targets", token="read")
        expect("another method", (other.status, other.headers["allow"]), (405, "GET, HEAD"))
        expect("another path", one.get("/api/v1/nothing", "read").status, 404)
        problem = one.get("/api/v1/targets/none", "read")
        expect("a problem", (problem.status, problem.json()["type"], problem.json()["instance"]),
               (404, "urn:tenon:problem:target-not-found", "/api/v1/targets/none"))

        page = one.get("/login")
        expect("the policy of pages", "default-src 'none'" in page.headers["content-security-policy"], True)
        expect("sniffing", page.headers["x-content-type-options"], "nosniff")
        jar = page.cookies[0].split(";")[0]
        expect_in("cookies", "HttpOnly", page.cookies[0])
        expect_in("cookies", "SameSite=Strict", page.cookies[0])
        csrf = re.search(r'name="csrf" value="([^"]+)"', page.text())[1]
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": jar}

        def post(path, fields, headers):
            return one.ask("POST", path, urllib.parse.urlencode(fields), headers=headers)

        expect("a login without the page's token",
               post("/login", {"token": one.tokens["admin"]}, form).status, 403)
        expect("a wrong token", post("/login", {"token": "tnn_" + "x" * 43, "csrf": csrf}, form).status, 401)
        elsewhere = {**form, "Origin": "https://evil.example"}
        expect("a form of another site", post("/login", {"token": one.tokens["admin"], "csrf": csrf}, elsewhere).status,
               403)
        done = post("/login", {"token": one.tokens["admin"], "csrf": csrf, "next": "//evil.example/"}, form)
        expect("a login", (done.status, done.headers["location"]), (303, "/"))
        login = done.cookies[0].split(";")[0]
        expect("the fleet", one.get("/", headers={"Cookie": login}).status, 200)
        expect("the API with a login", one.get("/api/v1/targets", headers={"Cookie": login}).status, 200)
        expect("changing over the API with a login",
               one.ask("POST", "/api/v1/audits", json.dumps({"all": True}),
                       headers={"Cookie": login, "Content-Type": "application/json"}).status, 403)
        fleet = one.get("/acks", headers={"Cookie": login}).text()
        own = re.search(r'name="csrf" value="([^"]+)"', fleet)[1]
        wish = {"finding_key": "index:*", "selector": "*", "reason": "r", "until": "2100-01-01"}
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": login}
        expect("a form without its token", post("/acks", wish, form).status, 403)
        expect("a form with another's token", post("/acks", {**wish, "csrf": csrf}, form).status, 403)
        expect("a form", post("/acks", {**wish, "csrf": own}, form).status, 303)
        expect("logging out", post("/logout", {"csrf": own}, form).status, 303)
        expect("after it", one.get("/", headers={"Cookie": login}).status, 303)

        codes = [post("/login", {"token": "tnn_" + "y" * 43, "csrf": csrf},
                      {"Content-Type": "application/x-www-form-urlencoded", "Cookie": jar}) for _ in range(12)]
        expect("too many tries", codes[-1].status, 429)
        expect("when to try again", int(codes[-1].headers["retry-after"]) > 0, True)

    for listen, more, wanted in (("0.0.0.0:0", "", 78),):
        bare = Service(starts=False)
        try:
            for row in json.loads(bare.run("token", "list", "-o", "json").stdout)["tokens"]:
                bare.run("token", "revoke", str(row["token"]))
            tried = bare.run("serve", "--listen", listen)
            expect("listening beyond this machine without a token", tried.returncode, wanted)
            expect_in("what is said of it", "token", tried.stderr)
        finally:
            bare.close()


def part_repeats():
    """Idempotency keys."""
    with service() as one:
        key = {"Idempotency-Key": "abc"}
        wish = {"finding_key": "index:*", "reason": "r", "until": "2100-01-01"}
        first = one.post("/api/v1/acks", wish, "ack", headers=key)
        again = one.post("/api/v1/acks", wish, "ack", headers=key)
        expect("the same answer", (again.status, again.body), (first.status, first.body))
        expect("said to be the same", again.headers.get("idempotency-replayed"), "true")
        expect("another body", one.post("/api/v1/acks", {**wish, "reason": "s"}, "ack", headers=key).status, 422)
        expect("another caller", one.post("/api/v1/acks", wish, "admin", headers=key).status, 201)
        expect("acknowledgements", len(one.get("/api/v1/acks", "read").json()["items"]), 2)
        long = {"Idempotency-Key": "x" * 256}
        expect("a key that is too long", one.post("/api/v1/acks", wish, "ack", headers=long).status, 400)


def part_life():
    """Signals: reload, end, end at once; the service manager; a store that goes away."""
    with service() as one:
        expect("healthcheck", one.run("healthcheck").returncode, 0)
        (one.folder / "tenon.toml").write_text((one.folder / "tenon.toml").read_text().replace(
            "[targets.gone]", "[targets.renamed]"))
        one.signal(signal.SIGHUP)
        latest = time.time() + 10
        names = []
        while time.time() < latest and "renamed" not in names:
            names = [t["name"] for t in one.get("/api/v1/targets", "read").json()["items"]]
        expect("targets after a reload", names, ["drifted", "good", "renamed"])
        one.configure("nonsense = 1")
        one.signal(signal.SIGHUP)
        latest = time.time() + 10
        while time.time() < latest and "the configuration stays as it was" not in one.said():
            time.sleep(0.05)
        expect_in("a configuration with a fault", "nonsense", one.said())
        names = [t["name"] for t in one.get("/api/v1/targets", "read").json()["items"]]
        expect("targets after that", names, ["drifted", "good", "renamed"])
        one.signal(signal.SIGTERM)
        expect("exit code", one.ended(), 0)
        expect("healthcheck of nobody", one.run("healthcheck").returncode, 78)
        one.configure("")
        expect("healthcheck of nobody", one.run("healthcheck").returncode, 1)

    folder = tempfile.mkdtemp(prefix="tenon-notify-")
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(folder + "/socket")
    heard.settimeout(10)
    with service(environment={"NOTIFY_SOCKET": folder + "/socket", "WATCHDOG_USEC": "400000"}) as one:
        said = set()
        latest = time.time() + 10
        while time.time() < latest and not {"READY=1", "WATCHDOG=1"} <= said:
            said.add(heard.recv(4096).decode().split("\n")[0])
        expect("said to the service manager", {"READY=1", "WATCHDOG=1"} <= said, True)
        second = one.run("serve")
        expect("a second one on the same port", second.returncode, 1)
        expect_in("what it says", "already in use", second.stderr)
        one.signal(signal.SIGTERM)
        expect("exit code", one.ended(), 0)
        heard.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                said.add(heard.recv(4096).decode())
        expect("STOPPING=1", "STOPPING=1" in said, True)
    shutil.rmtree(folder, ignore_errors=True)


def part_docs():
    """docs/service.md: its commands print what it shows, and its table of routes is that of the service."""
    page = (pathlib.Path(__file__).parent.parent.parent / "docs/service.md").read_text()
    with service() as one:
        one.audited("drifted")
        described = one.get("/api/v1/openapi.json").json()["paths"]
        rows = re.findall(r"^\| `(\w+) (/\S*)` \| (?:`(\w+)`|-) \| (.*) \|$", page, re.M)
        listed = {(method, path): (scope, about) for method, path, scope, about in rows}
        wanted = {}
        for path, methods in described.items():
            for method, row in methods.items():
                scope = row["security"][0]["token"][0] if row["security"] else ""
                wanted[(method.upper(), path.removeprefix("/api/v1"))] = (scope, row["summary"])
        expect("the table of routes", listed, wanted)
        environment = {**one.environment, "TOKEN": one.tokens["admin"], "TENON": f"http://127.0.0.1:{one.port}",
                       "PATH": f"{pathlib.Path(TENON).parent}:{os.environ['PATH']}"}
        shown = 0
        for block in re.findall(r"\n```console api\n(.*?)```", page, re.S):
            for command, output in re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
                shown += 1
                if command == "tenon serve":
                    expect("what the service says at its start", one.said().replace(str(one.port), "8417"), output)
                    continue
                ran = subprocess.run(["bash", "-c", command], cwd=one.folder, env=environment, text=True,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
                expect(command, re.sub(r"token \d+ for", "token 1 for", ran.stdout), output)
        expect("commands", shown >= 5, True)


def part_storm():
    """Requests that are malformed, huge, slow or many: the service answers others meanwhile, and afterwards.

    TENON_STORM_SECONDS says how long (4)."""
    seconds = float(os.environ.get("TENON_STORM_SECONDS", "4"))
    seed = int(os.environ.get("TENON_STORM_SEED", "7"))
    with service() as one:
        one.audited("drifted")
        until = time.time() + seconds
        counts = collections.Counter()

        def connection():
            made = socket.create_connection(("127.0.0.1", one.port), timeout=5)
            made.settimeout(5)
            return made

        def malformed(rng):
            good = (b"POST /api/v1/diff HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    b"Authorization: Bearer " + one.tokens["diff"].encode() + b"\r\nContent-Length: 40\r\n\r\n"
                    b'{"actual": {}, "declared": {}, "x": [1]}')
            text = bytearray(good)
            for _ in range(rng.randrange(1, 12)):
                at = rng.randrange(len(text))
                kind = rng.randrange(4)
                if kind == 0:
                    text[at] = rng.randrange(256)
                elif kind == 1:
                    del text[at:at + rng.randrange(1, 8)]
                elif kind == 2:
                    text[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 20)))
                else:
                    text[at:at] = rng.choice((b"\r\n", b"\0", b"%", b"Transfer-Encoding: chunked\r\n", b"\xff\xfe",
                                              b"Content-Length: 99999999999999999999\r\n", b"../../"))
                if not text:
                    text = bytearray(b"x")
            with connection() as sent:
                sent.sendall(bytes(text))
                sent.shutdown(socket.SHUT_WR)
                sent.recv(65536)

        def huge(rng):
            with connection() as sent:
                sent.sendall(b"POST /api/v1/diff HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                             one.tokens["diff"].encode() + b"\r\nContent-Type: application/json\r\n" +
                             rng.choice((b"Content-Length: 400000000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n")))
                for _ in range(400):
                    sent.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")

        def slow(rng):
            with connection() as sent:
                for byte in b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 200:
                    sent.sendall(bytes([byte]))
                    time.sleep(rng.random() * 0.3)
                    if time.time() > until:
                        return

        def idle(rng):
            with connection() as _:
                time.sleep(min(max(0.0, until - time.time()), 1 + rng.random() * 3))

        def many(rng):
            path = rng.choice(("/", "/targets/drifted", "/jobs", "/api/v1/targets", "/api/v1/events", "/metrics",
                               "/api/v1/audits/1", "/audits/1", "/audits/1/graph", "/nothing", "/login"))
            one.get(path, rng.choice(("admin", "read", None)), timeout=20)

        def attack(kind, number):
            rng = random.Random(seed * 1000 + number)
            while time.time() < until:
                with contextlib.suppress(OSError, http.client.HTTPException):
                    kind(rng)
                counts[kind.__name__] += 1

        kinds = [malformed] * 3 + [huge] + [slow] * 40 + [idle] * 60 + [many] * 8
        threads = [threading.Thread(target=attack, args=(kind, i), daemon=True) for i, kind in enumerate(kinds)]
        for thread in threads:
            thread.start()
        asked = longest = 0
        while time.time() < until:
            begun = time.time()
            expect("healthz in the storm", one.get("/healthz").status, 200)
            longest = max(longest, time.time() - begun)
            asked += 1
            time.sleep(0.1)
        for thread in threads:
            thread.join(30)
        print(f"{dict(counts)}; {asked} probes answered meanwhile, the slowest in {longest:.2f} s")
        expect("it lives", one.process.poll(), None)
        expect("ready afterwards", one.get("/readyz").status, 200)
        expect("a comparison afterwards", one.post("/api/v1/diff", {
            "actual": "CREATE TABLE t (a integer);", "declared": "CREATE TABLE t (a integer);", "dialect": "sqlite"},
            "diff").json()["outcome"], "in_sync")
        one.signal(signal.SIGTERM)
        expect("exit code", one.ended(), 0)
        for word in ("runtime error", "AddressSanitizer", "LeakSanitizer"):
            expect(f"{word} in the log", word in one.said(), False)


def main():
    global TENON
    TENON = os.path.abspath(sys.argv[1])
    globals()["part_" + sys.argv[2]]()
    print("all as it should be" if not failures else f"{len(failures)} not as they should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
