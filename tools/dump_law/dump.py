"""The database of sink.sql, and what pg_dump prints of a database, for dump_law.py and dump_mutations.py."""
import pathlib
import re

from run_cases import run

ENTRY = re.compile(r"^--\n-- (?:Data for )?Name: (.*); Type: (.*); Schema: (.*); Owner: .*\n--\n", re.M)
SETTINGS = {"TABLE": ("default_tablespace", "default_table_access_method"),  # what an entry of a kind is created under
            "MATERIALIZED VIEW": ("default_tablespace", "default_table_access_method"),
            "INDEX": ("default_tablespace",), "CONSTRAINT": ("default_tablespace",)}
CONTEXT = re.compile(r"^SET (default_\w+) = (.*);\n", re.M)


def entries(dump):
    """The entries of a dump, sorted, each as (kind, name, text), with the settings that a table is created under."""
    parts = ENTRY.split(dump)
    context, found = {}, []
    for at in range(1, len(parts), 4):
        name, kind, _, text = parts[at:at + 4]
        under = tuple(sorted((key, value) for key, value in context.items() if key in SETTINGS.get(kind, ())))
        context.update(CONTEXT.findall(text))  # stands before the next entry
        text = re.sub(r"^--\n-- PostgreSQL database dump complete\n--\n", "", CONTEXT.sub("", text), flags=re.M)
        found.append((kind, name, str(under) + text.strip()))
    return sorted(found)


def make_sink(database):
    """Makes one object of every kind that pg_dump prints."""
    run(["psql", "-Xq", "-c", "SET allow_in_place_tablespaces = on", "-c", "CREATE TABLESPACE law_space LOCATION ''"])
    code, _, err = database.load((pathlib.Path(__file__).parent / "sink.sql").read_text())
    if code:
        raise RuntimeError("sink.sql does not load: " + err)


def close(database):
    """A database with a subscription cannot be dropped."""
    _, names, _ = run(["psql", "-XqtA", "-d", database.name, "-c", "SELECT quote_ident(subname) FROM pg_subscription"
                       " WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"])
    for name in names.split():
        database.load(f"ALTER SUBSCRIPTION {name} SET (slot_name = NONE); DROP SUBSCRIPTION {name};")
    database.close()
