"""The part of service.py that makes webhooks over the API."""
import base64
import contextlib
import hashlib
import hmac
import http.server
import json
import threading
import time

from serving import expect, expect_in, service

KEY = "zq7 a key of more than thirty-two characters"
ALLOWED = """
[service.api_webhooks]
enabled = true
key = { env = "WEBHOOK_KEY" }
allow_private = true

[[webhooks]]
name = "of-the-file"
url = "https://hooks.example/tenon"
"""
PATH = "/api/v1/webhooks/made"


class Receiver:
    """Takes messages on loopback."""

    def __init__(self):
        heard = self.heard = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                heard.append((dict(self.headers), body, self.path))
                self.send_response(204)
                self.end_headers()

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook/zq7canary0123456789"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def is_signed(message, secret):
    headers, body, _ = message
    headers = {name.lower(): value for name, value in headers.items()}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return headers.get("webhook-signature") == wanted


def put(one, wish, token="admin", path=PATH, **headers):
    return one.ask("PUT", path, wish, token, headers={name.replace("_", "-"): value for name, value in headers.items()})


def listed(one):
    return {hook["name"]: hook for hook in one.get("/api/v1/webhooks", "admin").json()["items"]}


def check_refused(one, receiver):
    """What may not be."""
    expect("of the file", put(one, {"url": receiver.url}, path="/api/v1/webhooks/of-the-file").status, 409)
    expect("removing that", one.ask("DELETE", "/api/v1/webhooks/of-the-file", token="admin").status, 409)
    for what, wish, pointer in (
            ("no address", {}, ""), ("no URL", {"url": "nonsense"}, "/url"), ("a file", {"url": "file:///etc/passwd"}, "/url"),
            ("a user", {"url": "https://u:hunter2@h.example/"}, "/url"), ("a host that is none", {"url": "https://x.invalid/"}, "/url"),
            ("an event", {"url": receiver.url, "events": ["drift.opend"]}, "/events"),
            ("a selection", {"url": receiver.url, "only": "=="}, "/only"),
            ("its own secret", {"url": receiver.url, "secret": "x"}, "/secret"),
            ("loopback by itself", {"url": receiver.url, "allow_private": True}, "/allow_private"),
            ("issues", {"url": receiver.url, "format": "github-issue"}, "/format"),
            ("a reference", {"url": {"env": "HOME"}}, "/url")):
        refused = put(one, wish)
        expect(what, refused.status, 422)
        expect_in(f"{what}: its field", pointer, [error["pointer"] for error in refused.json()["errors"]])
        expect(f"{what}: the password", "hunter2" in refused.text(), False)
    expect("nothing of it was kept", list(listed(one)), ["of-the-file"])


def check_life(one, receiver):
    """Made, tried, heard, changed, removed."""
    wish = {"url": receiver.url, "events": ["drift.opened"]}
    made = put(one, wish)
    expect("a new webhook", (made.status, made.json()["origin"]), (201, "api"))
    secret = made.json()["secret"]
    expect("the address in the answer", "zq7canary" in made.text(), False)
    again = put(one, wish)
    expect("the same again", (again.status, "secret" in again.json(), again.headers["etag"]),
           (200, False, made.headers["etag"]))
    expect("in the list", (listed(one)["made"]["origin"], listed(one)["made"]["etag"]), ("api", made.headers["etag"]))
    shown = one.get("/api/v1/webhooks", "admin").text()
    expect("secrets in the list", [word for word in (secret, "zq7canary", KEY) if word in shown], [])
    expect("a test", one.post(PATH + "/test", {}, "admin").json()["taken"], True)
    expect("it is signed", is_signed(receiver.heard[-1], secret), True)
    one.audited("drifted")
    latest = time.time() + 20
    while time.time() < latest and len(receiver.heard) < 2:
        time.sleep(0.05)
    expect("drift is heard of", json.loads(receiver.heard[-1][1])["type"], "drift.opened")
    expect("and signed", is_signed(receiver.heard[-1], secret), True)
    deliveries = one.get(PATH + "/deliveries", "admin").json()["items"]
    expect("its messages", [one_message["kind"] for one_message in deliveries], ["drift.opened"])
    changed = put(one, {**wish, "format": "text"}, If_Match=made.headers["etag"])
    expect("changed", (changed.status, changed.json()["format"]), (200, "text"))
    expect("as it was before", put(one, wish, If_Match=made.headers["etag"]).status, 412)
    one.post(PATH + "/test", {}, "admin")
    expect("the same secret", is_signed(receiver.heard[-1], secret), True)
    return secret


def check_kept(one, receiver, secret):
    """After a restart, from the command line, and without the key."""
    one.signal(15)
    one.ended()
    kept = one.run("store", "export").stdout
    for file in one.folder.glob("store.db*"):
        kept += file.read_bytes().decode("latin-1")
    expect("secrets in the store", [word for word in (secret, "zq7canary", KEY) if word in kept], [])
    heard = len(receiver.heard)
    ran = one.run("notify", "made", "--test")
    expect("from the command line", (ran.returncode, len(receiver.heard) - heard), (0, 1))
    expect("the same secret there", is_signed(receiver.heard[-1], secret), True)
    key = one.environment["WEBHOOK_KEY"]
    one.environment["WEBHOOK_KEY"] = key[::-1]
    one.start()
    expect_in("another key is said", "webhook made cannot be used", one.said())
    tried = one.post(PATH + "/test", {}, "admin").json()
    expect("a test with another key", tried["taken"], False)
    expect("changing it with another key", put(one, {"url": receiver.url}).status, 409)
    one.signal(15)
    one.ended()
    one.environment["WEBHOOK_KEY"] = key
    one.start()
    expect("with the key again", one.post(PATH + "/test", {}, "admin").json()["taken"], True)


def part_webhooks():
    """Webhooks that are made over the API."""
    with contextlib.closing(Receiver()) as receiver:
        with service(ALLOWED, environment={"WEBHOOK_KEY": KEY}) as one:
            check_refused(one, receiver)
            secret = check_life(one, receiver)
            check_kept(one, receiver, secret)
            said = one.said()
            expect("secrets in the log", [word for word in (secret, "zq7canary", KEY) if word in said], [])
            removed = one.ask("DELETE", PATH, token="admin")
            expect("removed", (removed.status, list(listed(one))), (204, ["of-the-file"]))
            expect("removed twice", one.ask("DELETE", PATH, token="admin").status, 404)
            kinds = [event["kind"] for event in one.get("/api/v1/events?limit=500", "read").json()["items"]]
            expect("its events", [kind for kind in kinds if kind.startswith("webhook.")],
                   ["webhook.created", "webhook.changed", "webhook.deleted"])
            expect("the log is whole", one.get("/api/v1/events/verify", "read").json()["whole"], True)
        with service() as one:
            refused = put(one, {"url": receiver.url})
            expect("where it is not enabled", (refused.status, refused.json()["type"]),
                   (409, "urn:tenon:problem:api-webhooks-not-enabled"))
            expect_in("which key", "[service.api_webhooks]", refused.json()["detail"])
        with service("[service.api_webhooks]\nenabled = true\nkey = { env = \"WEBHOOK_KEY\" }\n",
                     environment={"WEBHOOK_KEY": "short"}) as one:
            expect_in("a short key", "32 characters", put(one, {"url": "https://h.example/"}).json()["detail"])
        with service("[service.api_webhooks]\nenabled = true\nkey = { env = \"WEBHOOK_KEY\" }\n",
                     environment={"WEBHOOK_KEY": KEY}) as one:
            for url in (receiver.url, receiver.url.replace("http", "https"), "https://169.254.169.254/", "https://[::1]/"):
                expect(f"an address that is not public: {url[:12]}", put(one, {"url": url}).status, 422)
