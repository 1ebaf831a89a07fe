#!/usr/bin/env python3
"""Drives `tenon serve` as its users do: over HTTP, with tokens, signals and browsers' forms.

    service.py TENON PART

PART is one of the functions whose names begin with `part_`, here, in service_scopes.py,
service_engine.py, service_storm.py, service_targets.py, service_webhooks.py and service_words.py.
Prints what is not as it should be; exit 0 when nothing is, else 1.
"""
import contextlib
import io
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile

import serving
from service_engine import part_engine
from service_scopes import part_scopes
from service_storm import part_storm
from service_targets import part_targets
from service_webhooks import part_webhooks
from service_words import part_log, part_nothing, part_words
from serving import expect, expect_in, service


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
                     'tenon_target_findings{target="drifted",op="add"} 1',
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

        for what, request, status in (
                ("no request", "nonsense\r\n\r\n", 400),
                ("a body where none is", "GET /api/v1/targets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx", 400),
                ("a long line", f"GET /api/v1/{'a' * 9000} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
                ("a long header", f"GET /api/v1/targets HTTP/1.1\r\nX: {'x' * 9000}\r\n\r\n", 431),
                ("a compressed body", "POST /api/v1/diff HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n"
                                      "Content-Length: 1\r\n\r\nx", 415)):
            refused = one.raw(request)
            expect(what, (refused.status, refused.headers["content-type"]), (status, "application/problem+json"))
            expect(f"{what}: the problem", (refused.json()["status"], refused.json()["request_id"]),
                   (status, refused.headers["x-request-id"]))

        said = one.said()
        expect_in("the log: a refused request", " warning GET /api/v1/targets/none 404 in ", said)
        expect_in("the log: who asked", " by read from 127.0.0.1 (", said)
        expect("the log: what went well", [line for line in said.splitlines() if " 200 in " in line], [])
        expect("the log: lines without a time",
               [line for line in said.splitlines() if not re.match(r"\d{4}-\d\d-\d\dT[\d:.]+Z (info|warning|error) ", line)],
               [])
        one.get(f"/api/v1/tokens/{one.tokens['admin']}", "read")
        expect("the log: tokens in paths", [s for s in one.tokens.values() if s in one.said()], [])

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
        bare = serving.Service(starts=False)
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
                       "PATH": f"{pathlib.Path(serving.TENON).parent}:{os.environ['PATH']}"}
        shown = 0
        for block in re.findall(r"\n```console api\n(.*?)```", page, re.S):
            for command, output in re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
                shown += 1
                if command == "tenon serve":
                    said = re.sub(r"^\S+Z ", "2026-12-01T08:00:00.123456Z ", one.said())
                    expect("what the service says at its start", said.replace(str(one.port), "8417"), output)
                    continue
                ran = subprocess.run(["bash", "-c", command], cwd=one.folder, env=environment, text=True,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
                expect(command, re.sub(r"token \d+ for", "token 1 for", ran.stdout), output)
        expect("commands", shown >= 5, True)


def main():
    serving.TENON = os.path.abspath(sys.argv[1])
    globals()["part_" + sys.argv[2]]()
    print("all as it should be" if not serving.failures else f"{len(serving.failures)} not as they should be")
    return 1 if serving.failures else 0


if __name__ == "__main__":
    sys.exit(main())
