"""Makes a fleet of SQLite databases with drift that was put there on purpose, and audits it on two nights.

    audit_fleet.py TENON FOLDER [--many N]

FOLDER gets tenon.toml, the databases, the store, and of the second night audit.html, audit.md, audit.sarif,
audit.xml, audit.github, audit.gitlab.json, audit.json and audit.txt, as well as audit-same.html of an audit in which
everything is in sync and audit-acknowledged.html of one in which the rest is accepted. With --many the fleet is N
databases: some in sync, some with one finding, three with 500, a third that cannot be read. Prints the exit codes of
the audits.
"""
import pathlib
import sqlite3
import subprocess
import sys

TENON, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
MANY = int(sys.argv[sys.argv.index("--many") + 1]) if "--many" in sys.argv else 0
FORMATS = {"json": "json", "markdown": "md", "html": "html", "sarif": "sarif", "junit": "xml", "github": "github",
           "gitlab": "gitlab.json", "text": "txt"}
NAMES = ['<script>alert("1")</script>', "a \"quoted\" 'name'", "two\nlines", "`code` | **bold**", "</article></main>",
         "&amp; &lt;b&gt;", "::error::x", "größe_und_länge", "-- not a comment", "100%0A"]

SCHEMA = """
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name VARCHAR(80),
  CONSTRAINT uq_users_email UNIQUE (email), CONSTRAINT ck_users_email CHECK (email LIKE '%@%'));
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, total NUMERIC NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'draft', placed_at TIMESTAMP NOT NULL,
  CONSTRAINT fk_orders_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT ck_orders_state CHECK (state IN ('draft', 'placed', 'paid', 'shipped')),
  CONSTRAINT ck_orders_total CHECK (total >= 0));
CREATE INDEX ix_orders_placed_at ON orders (placed_at DESC) WHERE state <> 'draft';
CREATE TABLE audit_log (id INTEGER PRIMARY KEY, at TIMESTAMP NOT NULL, who TEXT, what TEXT);
"""
CASCADE = ("ON DELETE CASCADE", "ON DELETE NO ACTION")
STATES = ("('draft', 'placed', 'paid', 'shipped')", "('draft', 'placed', 'paid')")
LOST_INDEX = "DROP INDEX ix_orders_placed_at;"
LOG_INDEX = "CREATE INDEX audit_log_at_idx ON audit_log (at);"


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def by_hand():
    """Thirty things that nobody declared, with whatever names."""
    text = ""
    for number, name in enumerate(NAMES):
        table = quoted(f"{name} {number}")
        text += f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {quoted(name)} TEXT);"
        text += f"CREATE INDEX {quoted('ix ' + name)} ON audit_log (at);"
        text += f"ALTER TABLE users ADD COLUMN {quoted(name)} TEXT DEFAULT {chr(39)}{name.replace(chr(39), '')}{chr(39)};"
    return text


def made(name, schema=SCHEMA, more=""):
    path = FOLDER / f"{name}.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.executescript(schema + more)
    database.close()


def changed(*changes):
    text = SCHEMA
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


def tenon(*arguments):
    ran = subprocess.run([TENON, *arguments], cwd=FOLDER, capture_output=True, text=True)
    if ran.returncode not in (0, 1, 2):
        sys.exit(f"tenon {' '.join(arguments)}: exit {ran.returncode}: {ran.stderr}")
    return ran


def audited(name, *arguments):
    outputs = [word for form, ending in FORMATS.items() for word in ("-o", f"{form}={name}.{ending}")]
    ran = tenon("audit", *arguments, *outputs)
    print(f"{name}: {ran.returncode}")
    return ran


def accepted(finding, targets, reason, until):
    ran = tenon("ack", "add", finding, "--on", targets, "--reason", reason, "--owner", "team-data", "--until", until)
    if ran.returncode:
        sys.exit(ran.stderr)


def configure(targets, sets):
    text = "version = 1\n[audit]\nattempts = 1\n"
    for name, declared in targets.items():
        text += f'[targets.{name}]\nurl = "sqlite:///{name}.db"\ndeclared = ["{declared}"]\n'
    for name, members in sets.items():
        (FOLDER / f"{name}.csv").write_text("name\n" + "\n".join(members) + "\n")
        text += (f'[[target_sets]]\nname = "{name}-{{name}}"\nsource = {{ file = "{name}.csv" }}\n'
                 f'url = "sqlite:///{name}-{{name}}.db"\ndeclared = "schema.sql"\nlabels = {{ set = "{name}" }}\n')
    (FOLDER / "tenon.toml").write_text(text)
    (FOLDER / "schema.sql").write_text(SCHEMA)
    (FOLDER / "broken.sql").write_text("CREATE TABLE users (id INTEGER PRIMARY KEY,;\n")


def two_nights():
    tenants = [f"{number:03}" for number in range(1, 21)]
    europe = [f"{number:02}" for number in range(1, 9)]
    edges = [f"{number:02}" for number in range(1, 7)]
    single = {"warehouse": "schema.sql", "reports": "schema.sql", "archive": "schema.sql", "kiosk": "schema.sql",
              "old-shop": "broken.sql", "ledger": "schema.sql"}
    configure(single, {"tenant": tenants, "eu": europe, "edge": edges})
    for name in [f"tenant-{one}" for one in tenants] + ["kiosk", "old-shop", "ledger"]:
        made(name)
    for one in europe:
        made(f"eu-{one}", changed(STATES), LOST_INDEX)
    for one in edges:
        made(f"edge-{one}", SCHEMA, LOG_INDEX)
    made("warehouse", SCHEMA, by_hand())
    made("reports", changed(("name VARCHAR(80)", "name TEXT NOT NULL DEFAULT ''")),
         LOST_INDEX + "CREATE INDEX orders_by_date ON orders (placed_at DESC) WHERE state <> 'draft';")
    made("archive", changed(("name VARCHAR(80)", "name TEXT NOT NULL DEFAULT ''")),
         LOST_INDEX + "CREATE INDEX orders_by_date ON orders (placed_at DESC) WHERE state <> 'draft';")
    tenon("audit", "--all", "--quiet")

    for one in tenants[:12]:
        made(f"tenant-{one}", changed(CASCADE))
    made("tenant-003", changed(CASCADE), LOG_INDEX)
    for one in europe[6:]:
        made(f"eu-{one}")
    accepted("index:audit_log.*", "edge-*", "OPS-1182: dropped with the next release", "2099-12-31")
    accepted("index:audit_log.*", "tenant-003", "OPS-1183: <b>an experiment</b> & more", "2099-12-31")
    (FOLDER / "edge-06.db").unlink()
    (FOLDER / "tenant-020.db").write_bytes(b"no database at all, and long enough to be sure of that\n" * 40)
    holder = sqlite3.connect(FOLDER / "ledger.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    audited("audit", "--all")
    holder.close()
    audited("audit-same", "tenant-013", "tenant-014", "kiosk")
    audited("audit-acknowledged", "edge-01", "edge-02", "kiosk")


def many():
    names = [f"{number:03}" for number in range(1, MANY + 1)]
    configure({}, {"tenant": names})
    columns = "".join(f"a_column_with_a_rather_long_name_{i} TEXT, " for i in range(500))
    wide = changed(("name VARCHAR(80),", "name VARCHAR(80), " + columns))
    for number, name in enumerate(names):
        if number % 3 == 1:
            (FOLDER / f"tenant-{name}.db").write_bytes(b"no database at all, and long enough to be sure of it\n" * 40)
        else:
            made(f"tenant-{name}", wide if number in (2, 5, 8) else SCHEMA, LOST_INDEX if number % 3 == 2 else "")
    audited("audit", "--all")


FOLDER.mkdir(parents=True, exist_ok=True)
(many if MANY else two_nights)()
