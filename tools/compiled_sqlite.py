#!/usr/bin/env python3
"""What compiles in a SQLite database: each view, and INSERT, UPDATE and DELETE of each table and view with its triggers.

    tools/compiled_sqlite.py BEFORE.db [AFTER.db]

One line a thing: "ok" or what SQLite says against it. With a second database: what compiled in the first and, being
there still, does not in the second; exit 1 if anything. SQLite is only asked to EXPLAIN, so nothing is run.
"""
import sqlite3
import sys


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def statements(db, name, kind):
    """The statements about one table or view; what it is, for which event."""
    if kind == "view":
        yield "SELECT", f"SELECT * FROM {quoted(name)}"
    try:
        columns = [row[1] for row in db.execute(f"PRAGMA main.table_xinfo({quoted(name)})") if row[6] == 0]
    except sqlite3.Error:
        return
    if columns:
        yield "INSERT", f"INSERT INTO {quoted(name)} ({quoted(columns[0])}) VALUES (NULL)"
        yield "UPDATE", f"UPDATE {quoted(name)} SET " + ", ".join(f"{quoted(c)} = {quoted(c)}" for c in columns)
        yield "DELETE", f"DELETE FROM {quoted(name)}"


def compiled(path):
    """{(kind, name, event): None or the error}, names folded; a view that nobody made writable is only read."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    found = {}
    try:
        for name, kind in db.execute(
                "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') "
                "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").fetchall():
            for event, statement in statements(db, name, kind):
                try:
                    db.execute("EXPLAIN " + statement).fetchall()
                    error = None
                except sqlite3.Error as refusal:
                    error = str(refusal)
                if error != f"cannot modify {name} because it is a view":
                    found[kind, name.lower(), event] = error
    finally:
        db.close()
    return found


def broken(before, after):
    """What compiled before and, being there after, does not then."""
    return [f"{event} of {kind} {name}: {after[kind, name, event]}"
            for (kind, name, event), error in sorted(before.items())
            if error is None and after.get((kind, name, event)) is not None]


def has_dependents(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return db.execute("SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger')").fetchone()[0] > 0
    finally:
        db.close()


def main():
    states = [compiled(path) for path in sys.argv[1:3]]
    if len(states) == 2:
        lines = broken(*states)
        print("\n".join(lines) if lines else "everything compiles that did")
        return 1 if lines else 0
    for (kind, name, event), error in sorted(states[0].items()):
        print(f"{kind} {name} {event}: {error or 'ok'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
