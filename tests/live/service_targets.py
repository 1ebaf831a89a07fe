"""The part of service.py that makes targets over the API: what may, what may not, and who sees them."""
import contextlib
import copy
import shutil
import socket
import time

from serving import expect, expect_in, service

ALLOWED = """
[service.api_targets]
enabled  = true
secrets  = { reporting = { env = "REPORTING_PASSWORD" }, whole = { file = "whole.url" } }
hosts    = ["*.db.internal"]
files    = ["data/*.db"]
declared = ["schema.sql", "schemas/*.sql"]
"""
PATH = "/api/v1/targets/made"
WISH = {"url": "sqlite:///data/made.db", "declared": "schema.sql", "labels": {"env": "api"}}


def add_data(one):
    (one.folder / "data").mkdir()
    shutil.copy(one.folder / "drifted.db", one.folder / "data/made.db")
    (one.folder / "whole.url").write_text("sqlite:///data/made.db\n")


def put(one, wish, token="write", path=PATH, **headers):
    return one.ask("PUT", path, wish, token, headers={name.replace("_", "-"): value for name, value in headers.items()})


def kinds(one, target):
    events = one.get("/api/v1/events?limit=500", "read").json()["items"]
    return [event["kind"] for event in events if event["target"] == target and event["kind"].startswith("target.")]


@contextlib.contextmanager
def replica(one):
    """A second process that serves the same store."""
    other = copy.copy(one)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        other.port = taken.getsockname()[1]
    other.start(f"127.0.0.1:{other.port}")
    try:
        yield other
    finally:
        other.signal(15)
        expect("the end of the other replica", other.ended(), 0)


def check_life(one):
    """Made, read, changed, audited, removed."""
    made = put(one, WISH)
    expect("a new target", (made.status, made.headers.get("location")), (201, PATH))
    expect("what it is for who may not read", made.json(),
           {"name": "made", "configured": True, "origin": "api", "definition": WISH})
    expect("what it is", one.get(PATH, "read").json()["labels"], {"env": "api"})
    expect("its definition for who may change it", one.get(PATH, "write").status, 403)
    expect("its definition for who may read", "definition" in one.get(PATH, "read").json(), False)
    whole = one.get(PATH, "admin")
    expect("its definition for who may do all", whole.json()["definition"], WISH)
    again = put(one, WISH)
    expect("the same again", (again.status, again.headers["etag"]), (200, made.headers["etag"]))
    expect("where others come from", one.get("/api/v1/targets/good", "read").json()["origin"], "configuration")
    one.audited("made")
    expect("its audit", one.get(PATH, "read").json()["state"], "drift")
    changed = put(one, {**WISH, "labels": {"env": "new"}}, If_Match=whole.headers["etag"])
    expect("changed as it was read before an audit", changed.status, 200)
    expect("its labels", changed.json()["definition"]["labels"], {"env": "new"})
    expect("as it was read before that", put(one, WISH, If_Match=whole.headers["etag"]).status, 412)
    expect("any", put(one, WISH, If_Match="*").status, 200)
    expect("none", put(one, WISH, If_None_Match="*").status, 412)
    expect("none of another name", put(one, WISH, path=PATH + "-too", If_None_Match="*").status, 201)
    expect("removing another one", one.ask("DELETE", PATH, token="admin", headers={"If-Match": '"x"'}).status, 412)
    page = one.ask("DELETE", PATH, token="admin")
    expect("removing", (page.status, page.body), (204, b""))
    expect("removing twice", one.ask("DELETE", PATH, token="admin").status, 404)
    gone = one.get(PATH, "read").json()
    expect("its history", (gone["configured"], gone["origin"], gone["state"]), (False, None, "drift"))
    expect("its events", kinds(one, "made"), ["target.created", "target.changed", "target.changed", "target.deleted"])
    expect("the log is whole", one.get("/api/v1/events/verify", "read").json()["whole"], True)


def check_refused(one):
    """What is said of what may not be."""
    read_only = put(one, WISH, path="/api/v1/targets/good")
    expect("a target of the file", (read_only.status, read_only.json()["type"]), (409, "urn:tenon:problem:read-only"))
    expect_in("where it stands", "tenon.toml:4:1", read_only.json()["detail"])
    expect("removing it", one.ask("DELETE", "/api/v1/targets/good", token="admin").status, 409)
    for what, change, pointer in (
            ("a password", {"url": "postgresql://u:hunter2@a.db.internal/d"}, "/url"),
            ("a host that is not listed", {"url": "postgresql://u@evil.example/d"}, "/url"),
            ("a variable", {"url": {"env": "HOME"}}, "/url"),
            ("a program", {"scratch": {"command": ["id"]}}, "/scratch"),
            ("a secret that is not listed", {"password": {"secret": "x"}}, "/password/secret"),
            ("a file that is not listed", {"url": "sqlite:///good.db"}, "/url"),
            ("a schema that is not listed", {"declared": "tenon.toml"}, "/declared"),
            ("a schema above", {"declared": "schemas/../../x.sql"}, "/declared"),
            ("a schedule that never comes", {"schedule": {"cron": "0 3 31 2 *"}}, "/schedule/cron"),
            ("a key that there is not", {"lables": {}}, "/lables"),
            ("a schema map", {"schema_map": {"pattern": "*", "declared": "public"}}, "/schema_map")):
        refused = put(one, {**WISH, **change})
        expect(what, refused.status, 422)
        expect_in(f"{what}: its field", pointer, [error["pointer"] for error in refused.json().get("errors", [])])
        expect(f"{what}: the password", "hunter2" in refused.text(), False)
    expect("a name that is none", put(one, WISH, path="/api/v1/targets/a%2Fb").status, 422)
    expect("a text", put(one, "x").status, 415)
    expect("a list", put(one, []).status, 400)
    expect("nothing of it was kept", kinds(one, "made"), [])


def check_schedule(one):
    """A target of the API is audited when its schedule says."""
    put(one, {**WISH, "schedule": {"cron": "* * * * *"}}, path="/api/v1/targets/often")
    expect("its schedule", one.get("/api/v1/targets/often", "read").json()["schedule"]["cron"], "* * * * *")
    latest = time.time() + 90
    while time.time() < latest and not one.get("/api/v1/targets/often/audits", "read").json()["items"]:
        time.sleep(0.2)
    jobs = one.get("/api/v1/jobs?target=often", "read").json()["items"]
    expect("audited by its schedule", {job["trigger"] for job in jobs}, {"schedule"})
    expect("removing it", one.ask("DELETE", "/api/v1/targets/often", token="admin").status, 204)


def check_replicas(one):
    """Another process of the same store, the next start, and the command line know it."""
    with replica(one) as other:
        expect("made", put(one, WISH).status, 201)
        expect("seen by another replica", other.get(PATH, "read").json()["origin"], "api")
        other.audited("made")
        put(one, {**WISH, "labels": {"env": "new"}})
        listed = {t["name"]: t for t in other.get("/api/v1/targets", "read").json()["items"]}
        expect("changed for another replica", listed["made"]["labels"], {"env": "new"})
    one.signal(15)
    expect("the end", one.ended(), 0)
    ran = one.run("audit", "--all")
    expect_in("the command line says where it comes from", "made over the API: made", ran.stderr)
    expect_in("the command line audits it", "made", ran.stdout)
    stats = one.run("store", "stats").stdout
    expect_in("stats", "api_definition", stats)
    expect_in("export", '"table":"api_definition"', one.run("store", "export").stdout)
    one.start()
    expect("after a restart", one.get(PATH, "read").json()["labels"], {"env": "new"})


def check_narrowed(one):
    """What the configuration does not allow any more is not audited, and not green."""
    one.configure(ALLOWED.replace('files    = ["data/*.db"]\n', ""))
    one.signal(1)
    latest = time.time() + 10
    while time.time() < latest and "fault" not in one.get(PATH, "read").json():
        time.sleep(0.05)
    expect_in("why", '"files" of [service.api_targets]', one.get(PATH, "read").json()["fault"])
    one.audited("made")
    expect("its state", one.get(PATH, "read").json()["state"], "not_audited")
    one.configure("")
    one.signal(1)
    latest = time.time() + 10
    while time.time() < latest and put(one, WISH).json().get("type") != "urn:tenon:problem:api-targets-not-enabled":
        time.sleep(0.05)
    refused = put(one, WISH)
    expect("without the stanza", refused.status, 409)
    expect_in("which key", "[service.api_targets]", refused.json()["detail"])
    expect("removing goes still", one.ask("DELETE", PATH, token="admin").status, 204)


def part_targets():
    """Targets that are made over the API."""
    with service(ALLOWED, environment={"REPORTING_PASSWORD": "hunter2"}) as one:
        add_data(one)
        check_refused(one)
        check_life(one)
        check_replicas(one)
        check_schedule(one)
        check_narrowed(one)
