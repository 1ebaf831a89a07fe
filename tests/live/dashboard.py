#!/usr/bin/env python3
"""Uses the dashboard of a running `tenon serve` in a browser, as people do.

    dashboard.py TENON AXE PART [--screenshots FOLDER]

AXE is axe-core's axe.min.js. PART is one of the functions below whose names begin with `part_`. Prints what is not as it
should be; exit 0 when nothing is, else 1.
"""
import contextlib
import datetime
import http.server
import os
import pathlib
import re
import sqlite3
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import page_reader
import serving
from dashboard_fleet import BY_HAND, SHOPS, TOO_EARLY, UNREACHABLE, Away, Fleet
from person import PATIENCE, Person
from serving import expect, expect_in

AXE = ""
SCREENSHOTS = None
LARGEST = 100_000  # bytes of a page


class Listener(http.server.ThreadingHTTPServer):
    """What a webhook leads to: remembers the messages, and refuses them while it is told to."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Heard)
        self.messages = []
        self.status = 200
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def wait_for(self, count):
        latest = time.time() + PATIENCE
        while len(self.messages) < count and time.time() < latest:
            time.sleep(0.05)
        expect("messages that were heard", len(self.messages) >= count, True)

    def configuration(self):
        return ('[[webhooks]]\nname = "operations"\nallow_private = true\n'
                f'url = "http://127.0.0.1:{self.server_port}/hook"\n')


class Heard(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.messages.append(self.rfile.read(int(self.headers["content-length"])).decode())
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def fleet():
    listener = Listener()
    one = Fleet(listener.configuration())
    one.listener = listener
    try:
        yield one
    finally:
        said = one.said()
        one.close()
        listener.shutdown()
        if serving.failures:
            print("the log:\n" + said[-4000:])


@contextlib.contextmanager
def person(one, **options):
    made = Person(one, **options)
    try:
        yield made
    except Exception:
        print(f"at {made.path()}:\n{made.text()}")
        raise
    finally:
        made.close()


def section(heading):
    """The part of a page below the heading with this id."""
    return f"section:has(> #{heading})"


def days_from_now(days):
    return datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=days)


def logs_in(one, who):
    who.go("/?label=env%3Dtest")
    expect_in("who is not known is asked for a token", "/login", who.path())
    who.log_in("tnn_" + "x" * 43)
    who.read("a wrong token", "[role=alert]", "token")
    page_reader.console_faults(who.driver)  # the browser tells the console of a 401
    who.log_in(one.tokens["admin"])
    expect("from the login to the page that was asked for", who.path(), "/?label=env%3Dtest")
    who.follow("Show all")


def finds_the_new_drift(who):
    who.read("the fleet", "h1", "32 targets")
    expect("counts", [line.replace("\n", " ") for line in who.texts(".counts a")],
           ["1 ? not audited", "9 ≠ drift in 2 fingerprints", "0 ~ acknowledged", "22 = in sync"])
    who.read("what is not audited", section("not-audited"), UNREACHABLE)
    who.fill("Label or name", "env=test")
    who.press("Filter")
    who.read("the fleet by a label", "h1", "env=test")
    who.follow("Show all")
    cards = who.texts("article.card")
    expect("the newest drift comes first", ["0 min" in card or "1 min" in card for card in cards], [True, False])
    who.follow("ck_orders_state")


def reads_both_sides(who):
    who.read("the group", "h1", "ck_orders_state")
    sides = who.text("main")
    expect_in("what is declared", "'new', 'paid', 'sent'", sides)
    expect_in("what the database has", "'new', 'paid')", sides)
    rows = {row.split()[0]: row for row in who.texts(section("targets") + " tbody tr")}
    expect("who has it", sorted(rows), TOO_EARLY)
    for row in rows.values():
        expect_in("since when", str(days_from_now(0)), row)


def looks_at_one_target(who):
    group = who.path()
    who.follow("shop-10")
    who.read("a target", "h1", "shop-10")
    who.read("its nights", section("nights"), "2 results: 1 in sync, 1 drift")
    who.follow("Last report")
    who.read("the report", "main", "ck_orders_state")
    who.follow("What changed since")
    who.read("two nights", "h1", "Two audits of shop-10")
    who.read("what came", section("came"), "ck_orders_state")
    who.follow("The other way round")
    who.read("what went", section("gone"), "ck_orders_state")
    who.go(group)
    who.follow("Its tables, drawn")
    expect("a picture", len(who.all("svg[role=img], .picture svg")) > 0, True)
    who.read("the picture in words", section("words"), "ck_orders_state")
    who.go(group)


def acknowledges(who):
    who.fill("Targets", "shop-10")
    who.fill("Reason", "OPS-7: waits for the release <b>")
    fill_date(who, "Until", days_from_now(14))
    who.press("Acknowledge")
    who.read("what was done", "[role=status]", "acknowledged")
    expect_in("its row", "OPS-7: waits for the release <b>", " ".join(who.cells("ck_orders_state")))
    audits_now(who, "shop-10", "acknowledged")
    who.follow("Fleet")
    who.read("the fleet counts it", ".counts", "1\n~ acknowledged" if "\n~" in who.text(".counts") else
             "1 ~ acknowledged")


def fill_date(who, label, day):
    """A field of a date takes what its language has; the value is what a form sends."""
    for found in who.all("label"):
        if found.text.strip() == label:
            field = who.one("#" + found.get_attribute("for"))
            field.send_keys(day.strftime("%m%d%Y"))
            expect("the date", field.get_attribute("value"), str(day))


def audits_now(who, target, outcome):
    who.go("/targets/" + target)
    who.press("Audit now")
    who.read("what was done", "[role=status]", "audit")
    who.wait_for(f"{target} after its audit", "dl.from", outcome)


def mends(one, who):
    who.go("/")
    who.follow("ck_orders_state")
    if who.scripts:
        who.press("Copy", section("migration"))
        who.wait_until("Copied", section("migration"))
        expect("what was copied", who.clipboard(), who.one("#script").get_attribute("textContent"))
    name = who.path().removeprefix("/drifts/")[:9] + ".sql"
    script = who.download("Download the migration", name)
    for shop in TOO_EARLY[1:]:
        with contextlib.closing(sqlite3.connect(one.folder / f"{shop}.db")) as database:
            database.executescript(script)
        audits_now(who, shop, "in sync")
    who.follow("Fleet")
    who.read("the fleet is mended", ".counts", str(len(SHOPS) - len(BY_HAND) - 1))


def reads_the_lists(one, who):
    who.follow("Jobs")
    expect_in("a job", "done", " ".join(who.cells("shop-11")))
    who.follow("Schedule")
    expect_in("a schedule", "0 3 * * * Europe/Berlin", " ".join(who.cells("shop-11")))
    who.follow("About")
    who.read("about", "main", "tenon")
    who.follow("Acknowledgements")
    who.press("End now")
    who.read("an acknowledgement that ended", "[role=status]", "ended")


def sends_messages(one, who):
    who.follow("Webhooks")
    before = len(one.listener.messages)
    who.press("Send a test")
    who.read("a test", "[role=status]", "taken")
    heard = one.listener.messages[before:]  # messages of the audits before it may come late
    expect("it was heard", [each for each in heard if '"test"' in each] != [], True)
    who.wait_for("a message", section("messages"), "delivered")
    before = len(one.listener.messages)
    who.press("Send again", section("messages"))
    who.read("what was done", "[role=status]", "sent again")
    one.listener.wait_for(before + 1)
    one.listener.status = 500
    who.press("Send a test")
    who.read("a test that fails", "[role=alert]", "not taken")
    one.listener.status = 200


def keeps_tokens(one, who):
    who.follow("Tokens")
    who.fill("Name", "grafana")
    who.tick("metrics", True)
    who.press("Make it")
    secret = who.text("#secret")
    expect("its secret", secret.startswith("tnn_"), True)
    expect("the token works", one.get("/metrics", secret).status, 200)
    who.go("/tokens")
    expect("the secret is not shown again", secret in who.driver.page_source, False)
    row = next(row for row in who.all("tbody tr") if "grafana" in row.text)
    who.leave_by(row.find_element("css selector", "button"))
    expect_in("its row", "revoked", " ".join(who.cells("grafana")))
    expect("the token works no longer", one.get("/metrics", secret).status, 401)


def walk(**options):
    with fleet() as one, person(one, **options) as who:
        logs_in(one, who)
        finds_the_new_drift(who)
        reads_both_sides(who)
        looks_at_one_target(who)
        acknowledges(who)
        mends(one, who)
        reads_the_lists(one, who)
        sends_messages(one, who)
        keeps_tokens(one, who)
        who.press("Log out", "header")
        who.go("/")
        expect_in("after logging out", "/login", who.path())


def part_walk():
    """From a token to a fleet that is mended, over every page."""
    walk()


def part_walk_without_scripts():
    """The same with JavaScript switched off."""
    walk(scripts=False)


PAGES = ["/", "/?label=env%3Dtest&state=drift", "/drifts/{drift}", "/targets/shop-10", "/targets/archive",
         "/audits/{audit}", "/audits/{audit}/graph", "/audits/{before}/compare/{audit}", "/audits/{failed}",
         "/schedule", "/jobs", "/webhooks", "/acks", "/tokens", "/about", "/nothing", "/targets/nothing"]


def filled(one, path):
    """A path with what stands for its braces in this fleet."""
    audits = lambda target: [row["audit"] for row in
                             one.get(f"/api/v1/targets/{target}/audits", "read").json()["items"]]
    drifts = one.get("/api/v1/drifts", "read").json()["items"]
    late, early = audits("shop-10")[:2]
    return path.format(drift=next(row["fingerprint"] for row in drifts if row["targets"] == len(TOO_EARLY)),
                       audit=late, before=early, failed=audits(UNREACHABLE)[0])


def holds_page(who, path, is_error=False):
    """Looks at a page in both schemes and widths."""
    for scheme in page_reader.SCHEMES:
        for width in page_reader.WIDTHS:
            page_reader.sized(who.driver, scheme, width)
            who.go(path)
            if is_error:
                page_reader.console_faults(who.driver)  # the browser tells the console of the status
            for fault in page_reader.faults_of(who.driver, AXE):
                expect(f"{path} {scheme} {width}", fault, "")
            if SCREENSHOTS:
                name = re.sub(r"\W+", "-", path).strip("-") or "fleet"
                page_reader.photograph(who.driver, scheme, width, SCREENSHOTS / f"{name}-{scheme}-{width}.png")


def part_pages():
    """Every page in light and dark, on a phone and on a desk, by keyboard; no console error; none too large."""
    with fleet() as one, person(one) as who:
        one.post("/api/v1/targets/shop-10/audits", {"wait": "30s"}, "audit")
        one.post("/api/v1/acks", {"finding_key": "index:*", "selector": "shop-05", "reason": "OPS-1182",
                                  "until": str(days_from_now(20))}, "ack")
        one.post("/api/v1/webhooks/operations/test", {}, "admin")
        who.go("/login")
        holds_page(who, "/login")
        who.log_in(one.tokens["admin"])
        for path in PAGES:
            path = filled(one, path)
            size = len(one.get(path, "admin").body)
            expect(f"{path} has at most {LARGEST} bytes: {size}", size <= LARGEST, True)
            holds_page(who, path, is_error="nothing" in path)


def part_errors():
    """What a person sees who may not do something."""
    with fleet() as one, person(one) as who:
        who.go("/login")
        who.log_in(one.tokens["read"])
        holds_page(who, "/tokens", is_error=True)
        who.read("what is not allowed", "h1", "Not allowed")
        who.read("what it needs", "main", "admin")
        who.read("still logged in", "header", "Log out")
        for path in ("/targets/shop-10", "/acks", filled(one, "/drifts/{drift}")):
            who.go(path)
            expect(f"forms on {path} of which none would work", who.texts("main form[method=post]"), [])
        expect("the migration is for who may read", one.get(who.path() + "/migration.sql", "read").status, 200)


def part_away():
    """What a person sees while the service cannot reach its store, and afterwards."""
    away = Away()
    try:
        with person(away.service) as who:
            who.go("/login")
            who.log_in(away.service.tokens["admin"])
            away.cut()
            for path in ("/", "/jobs"):
                holds_page(who, path, is_error=True)
                expect(f"status of {path}", away.service.get(path, "admin").status, 503)
                who.read("what failed", "h1", "Not available now")
                expect("no address of the store", str(away.service.folder) in who.text(), False)
            away.restore()
            who.go("/")
            who.wait_for("the store is back", "h1", "targets")
            who.read("still logged in", "header", "Log out")
            page_reader.console_faults(who.driver)
    finally:
        away.close()


def main():
    global AXE, SCREENSHOTS
    serving.TENON = os.path.abspath(sys.argv[1])
    AXE = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
    if sys.argv[4:5] == ["--screenshots"]:
        SCREENSHOTS = pathlib.Path(sys.argv[5])
    globals()["part_" + sys.argv[3]]()
    print(f"{len(serving.failures)} not as they should be" if serving.failures else "all as it should be")
    return 1 if serving.failures else 0


if __name__ == "__main__":
    sys.exit(main())
