"""One `tenon serve` with targets of its own, for the tests that drive it; and what is not as it should be, counted."""
import contextlib
import http.client
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time

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


STORE_AND_SERVICE = """
[store]
url = "sqlite:///store.db"

[service]
listen = "127.0.0.1:{port}"
lease = "5s"
drain = "2s"
{more}
"""


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

""" + STORE_AND_SERVICE

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

    def raw(self, request):
        """Sends bytes as they are, and returns what is answered to them."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as sent:
            sent.sendall(request.encode())
            response = http.client.HTTPResponse(sent)
            response.begin()
            return Answer(response)

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
