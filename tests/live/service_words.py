"""What is wrong with requests and command lines, in whose words; called by service.py."""
import json
import re
import urllib.parse

from serving import STORE_AND_SERVICE, Service, expect, expect_in, service


def part_words():
    """What is wrong with a request is said with its field, in the words of the API."""
    with service() as one:
        table = "CREATE TABLE t (a integer);"
        sides = {"actual": table, "declared": table}
        for what, path, body, token, pointers in (
                ("a token", "/api/v1/tokens", {"name": "a b", "scopes": ["raed"], "until": "soon"}, "admin",
                 ["/name", "/scopes", "/until"]),
                ("a token without a scope", "/api/v1/tokens", {"name": "a"}, "admin", ["/scopes"]),
                ("a token that has ended", "/api/v1/tokens", {"name": "a", "scopes": ["read"], "until": "2001-01-01"},
                 "admin", ["/until"]),
                ("an acknowledgement", "/api/v1/acks", {"finding_key": " ", "reason": " ", "until": "soon"}, "ack",
                 ["/until", "/finding_key", "/reason"]),
                ("an acknowledgement that is over", "/api/v1/acks",
                 {"finding_key": "x", "reason": "y", "until": "2001-01-01"}, "ack", ["/until"]),
                ("a selection", "/api/v1/audits", {"select": "nonsense"}, "audit", ["/select"]),
                ("a dialect and a style", "/api/v1/generate", {**sides, "dialect": "orcale", "style": "sqll"}, "diff",
                 ["/dialect", "/style"]),
                ("a rename", "/api/v1/diff", {**sides, "dialect": "sqlite", "renames": ["nonsense"]}, "diff", ["/renames"])):
            answer = one.post(path, body, token)
            expect(f"{what}: status", answer.status, 422)
            expect(f"{what}: fields", [e["pointer"] for e in answer.json().get("errors", [])], pointers)
            expect(f"{what}: flags", [w for w in answer.text().split() if w.startswith("--")], [])
        expect("messages of no webhook", one.get("/api/v1/webhooks/nope/deliveries", "admin").status, 404)
        page = one.get("/login")
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": page.cookies[0].split(";")[0]}
        csrf = re.search(r'name="csrf" value="([^"]+)"', page.text())[1]
        login = one.ask("POST", "/login", urllib.parse.urlencode({"token": one.tokens["admin"], "csrf": csrf}),
                        headers=form)
        cookie = {"Cookie": login.cookies[0].split(";")[0]}
        for path, status in (("/?state=bogus", 400), ("/?page=x", 400), ("/jobs?state=bogus", 400),
                             ("/jobs?before=x", 400), ("/schedule?page=x", 400), ("/acks?before=-1", 400),
                             ("/webhooks?webhook=nope", 404), ("/?state=drift&page=1", 200)):
            expect(path, one.get(path, headers=cookie).status, status)
        expect("a flag that is no address", one.run("serve", "--listen", "x").returncode, 64)
        one.environment["TENON_LISTEN"] = "x"
        refused = one.run("serve", "--log-format", "json")
        expect("a variable that is no address", refused.returncode, 78)
        line = json.loads(refused.stderr)
        expect("a line of the log", (list(line), line["level"]), (["time", "level", "message"], "error"))
        expect_in("a variable that is no address", "environment TENON_LISTEN: ", line["message"])
        del one.environment["TENON_LISTEN"]


def part_log():
    """The log as objects, with every request."""
    with service(environment={"TENON_LOG_FORMAT": "json", "TENON_LOG_LEVEL": "debug"}) as one:
        one.get("/api/v1/targets?label=env%3Dprod", "read")
        one.get("/api/v1/targets/none", "read")
        lines = [json.loads(line) for line in one.said().splitlines()]
        requests = [line for line in lines if line.get("path", "").startswith("/api/v1/targets")]
        expect("requests", [(r["level"], r["method"], r["path"], r["status"], r["by"], r["peer"]) for r in requests],
               [("debug", "GET", "/api/v1/targets", 200, "read", "127.0.0.1"),
                ("warning", "GET", "/api/v1/targets/none", 404, "read", "127.0.0.1")])
        expect("members", [set(line) >= {"time", "level", "message"} for line in lines], [True] * len(lines))


class Empty(Service):
    """A service to which nobody has given a target or a token."""

    CONFIGURATION = STORE_AND_SERVICE

    def token(self, *_):
        return ""


def part_nothing():
    """A start without targets and tokens says so, and what to do; one with both does not."""
    one = Empty()
    try:
        expect_in("no target", "there is no target: tenon init URL --target NAME", one.said())
        expect_in("no token", "there is no token, so nobody can log in: tenon token add NAME", one.said())
    finally:
        one.close()
    with service() as one:
        expect("a warning of nothing", "there is no t" in one.said(), False)
