#!/usr/bin/env python3
"""Changes a SQLite schema in one attribute after the other and looks whether tenon finds exactly that.

    tools/mutate_sqlite.py SCHEMA.sql... [--seed N] [--shard I/N] [--verbose]

The schema is loaded and inspected; the inspection is changed in one place; then "tenon check" must name that change
and nothing else, the generated script must lead there (a second check is in sync), and the way down back: what
SQLite holds (tools/observe_sqlite.py) is what it was. Exit 0 when that is so for every mutation that the schema has
a place for.
"""
import argparse
import collections
import copy
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import observe_sqlite

TENON = os.environ.get("TENON_BIN", str(pathlib.Path(__file__).parent.parent / "build/dev/tenon"))
MUTATIONS = {}


def mutation(kind, *attributes):
    """Registers a function that changes (schema, random) and returns the table's name, or None where it has no place.
    `kind` is what the finding must be about; `attributes`, if any, are the only ones that may be said to differ."""
    def register(change):
        MUTATIONS[change.__name__] = (change, kind, set(attributes))
        return change
    return register


def tables(schema, dice):
    names = sorted(schema["tables"])
    dice.shuffle(names)
    return [(name, schema["tables"][name]) for name in names]


def key_columns(table):
    return table.get("primary_key", {}).get("columns", [])


def texts(table):
    """Everything in a table that may mention a column by name."""
    parts = {key: value for key, value in table.items() if key not in ("columns",)}
    computed = [c["generated"] for c in table["columns"].values() if "generated" in c]
    return json.dumps([parts, computed]).lower()


def mentioned(schema, name, column):
    word = column.lower()
    everywhere = json.dumps([t.get("foreign_keys", []) for t in schema["tables"].values()]).lower()
    others = json.dumps(schema.get("not_modelled", [])).lower()
    return word in texts(schema["tables"][name]) or word in everywhere or word in others


def plain_columns(schema, dice, free=True):
    """(table name, table, column name, column) of columns that are not computed and in no key."""
    for name, table in tables(schema, dice):
        columns = sorted(table["columns"])
        dice.shuffle(columns)
        for column in columns:
            body = table["columns"][column]
            if "generated" in body or column in key_columns(table) or (free and mentioned(schema, name, column)):
                continue
            yield name, table, column, body


def is_strict(table):
    return bool(table.get("sqlite", {}).get("strict"))


def is_referred(schema, name):
    return f'"{name.lower()}.' in json.dumps(
        [key["references"] for table in schema["tables"].values() for key in table.get("foreign_keys", [])]).lower() \
        or f'"table": "{name.lower()}"' in json.dumps(schema["tables"]).lower()


def constraints(schema, dice, kind):
    for name, table in tables(schema, dice):
        listed = list(table.get(kind, []))
        dice.shuffle(listed)
        for each in listed:
            yield name, table, each


def first(found):
    return next(iter(found), None)


def free_name(schema, wish):
    used = json.dumps(schema).lower()
    while wish.lower() in used:
        wish += "_x"
    return wish


# --- tables ---------------------------------------------------------------------------------------------------

@mutation("table")
def add_table(schema, dice):
    name = free_name(schema, "added_table")
    schema["tables"][name] = {"columns": {"id": {"type": "INTEGER", "primary_key": True}, "x": {"type": "TEXT"}}}
    return name


@mutation("table")
def drop_table(schema, dice):
    for name, _ in tables(schema, dice):
        if not is_referred(schema, name) and name.lower() not in json.dumps(schema.get("not_modelled", [])).lower() \
                and len(schema["tables"]) > 1:
            del schema["tables"][name]
            return name


@mutation("table", "options")
def toggle_without_rowid(schema, dice):
    for name, table in tables(schema, dice):
        key = table.get("primary_key")
        if not key or "autoincrement" in key.get("sqlite", {}) or "on_conflict" in key.get("sqlite", {}):
            continue
        if any(table["columns"][c].get("nullable", True) and "nullable" in table["columns"][c] for c in key["columns"]):
            continue
        if len(key["columns"]) == 1 and table["columns"][key["columns"][0]]["type"].upper() == "INTEGER":
            continue  # the key would gain or lose its index
        options = table.setdefault("sqlite", {})
        if not options.pop("without_rowid", None):
            options["without_rowid"] = True
        return name


@mutation("table", "options")
def toggle_strict(schema, dice):
    for name, table in tables(schema, dice):
        if not all(c["type"].upper() in ("INT", "INTEGER", "REAL", "TEXT", "BLOB") for c in table["columns"].values()):
            continue
        if any("nullable" in table["columns"][c] for c in key_columns(table)):
            continue
        options = table.setdefault("sqlite", {})
        if not options.pop("strict", None):
            options["strict"] = True
        return name


# --- columns --------------------------------------------------------------------------------------------------

@mutation("column")
def add_column(schema, dice):
    name, table = tables(schema, dice)[0]
    table["columns"][free_name(schema, "added_column")] = {"type": "TEXT"}
    return name


@mutation("column")
def add_column_not_null(schema, dice):
    name, table = tables(schema, dice)[0]
    table["columns"][free_name(schema, "added_column")] = {"type": "INTEGER", "nullable": False, "default": 7}
    return name


@mutation("column")
def add_column_with_time(schema, dice):
    name, table = tables(schema, dice)[0]
    table["columns"][free_name(schema, "added_column")] = {"type": "TEXT", "default": "CURRENT_TIMESTAMP"}
    return name


@mutation("column")
def add_virtual_column(schema, dice):
    for name, table, column, _ in plain_columns(schema, dice, free=False):
        quoted = '"' + column.replace('"', '""') + '"'
        table["columns"][free_name(schema, "added_column")] = {
            "type": "TEXT", "generated": {"sqltext": f"{quoted} || 'x'", "stored": False}}
        return name


@mutation("column")
def add_stored_column(schema, dice):
    for name, table, column, _ in plain_columns(schema, dice, free=False):
        quoted = '"' + column.replace('"', '""') + '"'
        table["columns"][free_name(schema, "added_column")] = {
            "type": "TEXT", "generated": {"sqltext": f"{quoted} || 'x'", "stored": True}}
        return name


@mutation("column")
def drop_column(schema, dice):
    for name, table, column, _ in plain_columns(schema, dice):
        if len([c for c in table["columns"].values() if "generated" not in c]) > 1:
            del table["columns"][column]
            return name


@mutation("column", "type")
def change_type(schema, dice):
    for name, table, _, column in plain_columns(schema, dice):
        if is_strict(table):
            continue  # where rows must fit their types
        column["type"] = "TEXT" if column["type"].upper() in ("INT", "INTEGER", "BLOB") else "INTEGER"
        return name


@mutation("column", "type")
def change_length(schema, dice):
    for name, table, _, column in plain_columns(schema, dice):
        if not is_strict(table):
            column["type"] = "varchar(77)" if column["type"].lower() != "varchar(77)" else "varchar(78)"
            return name


@mutation("column", "nullable")
def flip_nullable(schema, dice):
    for name, table, _, column in plain_columns(schema, dice):
        if "sqlite" not in column:
            column["nullable"] = not column.get("nullable", True)
            return name


@mutation("column", "default")
def set_default(schema, dice):
    for name, _, _, column in plain_columns(schema, dice):
        column["default"] = "'a new default'" if column.get("default") != "'a new default'" else "'another'"
        return name


@mutation("column", "default")
def set_computed_default(schema, dice):
    for name, _, _, column in plain_columns(schema, dice):
        column["default"] = "(40 + 2)"
        return name


@mutation("column", "default")
def drop_default(schema, dice):
    for name, _, _, column in plain_columns(schema, dice):
        if "default" in column:
            del column["default"]
            return name


@mutation("column", "collation")
def change_collation(schema, dice):
    for name, _, _, column in plain_columns(schema, dice):
        column["collation"] = "RTRIM" if column.get("collation", "").lower() != "rtrim" else "NOCASE"
        return name


@mutation("column", "collation")
def drop_collation(schema, dice):
    for name, _, _, column in plain_columns(schema, dice):
        if "collation" in column:
            del column["collation"]
            return name


@mutation("column", "options")
def resolve_not_null(schema, dice):
    for name, _, _, column in plain_columns(schema, dice, free=False):
        if column.get("nullable") is False:
            column["sqlite"] = {"not_null_on_conflict": "REPLACE" if column.get("sqlite") is None else "FAIL"}
            return name


def computed(schema, dice):
    """(table name, table, what computes a column, as an object)."""
    for name, table in tables(schema, dice):
        for column in table["columns"].values():
            if "generated" in column:
                if isinstance(column["generated"], str):
                    column["generated"] = {"sqltext": column["generated"]}
                yield name, table, column["generated"]


@mutation("column", "generated")
def change_generated(schema, dice):
    for name, _, made in computed(schema, dice):
        made["sqltext"] = "(" + made["sqltext"] + ") || 'more'"
        return name


@mutation("column", "generated")
def store_generated(schema, dice):
    for name, _, made in computed(schema, dice):
        made["stored"] = not made.get("stored", False)
        return name


# --- keys -----------------------------------------------------------------------------------------------------

@mutation("primary_key")
def drop_primary_key(schema, dice):
    for name, table in tables(schema, dice):
        key = table.get("primary_key")
        if not key or table.get("sqlite") or is_referred(schema, name):
            continue
        for column in key["columns"]:
            table["columns"][column].setdefault("nullable", False)
        del table["primary_key"]
        return name


@mutation("primary_key", "columns")
def turn_primary_key(schema, dice):
    for name, table in tables(schema, dice):
        key = table.get("primary_key")
        if key and len(key["columns"]) > 1:
            key["columns"].reverse()
            return name


@mutation("primary_key", "options")
def toggle_autoincrement(schema, dice):
    for name, table in tables(schema, dice):
        key = table.get("primary_key")
        if key and len(key["columns"]) == 1 and not table.get("sqlite", {}).get("without_rowid") and \
                table["columns"][key["columns"][0]]["type"].upper() == "INTEGER" and "order" not in key.get("sqlite", {}):
            options = key.setdefault("sqlite", {})
            if not options.pop("autoincrement", None):
                options["autoincrement"] = True
            return name


@mutation("primary_key", "options")
def resolve_primary_key(schema, dice):
    for name, table in tables(schema, dice):
        key = table.get("primary_key")
        if key:
            options = key.setdefault("sqlite", {})
            options["on_conflict"] = "IGNORE" if options.get("on_conflict") != "IGNORE" else "FAIL"
            return name


@mutation("primary_key", "options")
def order_primary_key(schema, dice):
    for name, table in tables(schema, dice):
        key = table.get("primary_key")
        if key and len(key["columns"]) > 1 and "order" not in key.get("sqlite", {}):
            key.setdefault("sqlite", {})["order"] = '"' + key["columns"][0].lower().replace('"', '""') + '"'
            return name


@mutation("unique")
def add_unique(schema, dice):
    for name, table, column, _ in plain_columns(schema, dice):
        table.setdefault("uniques", []).append({"columns": [column], "name": free_name(schema, "added_unique")})
        return name


@mutation("unique")
def drop_unique(schema, dice):
    for name, table, unique in constraints(schema, dice, "uniques"):
        if not is_referred(schema, name):
            table["uniques"].remove(unique)
            return name


@mutation("unique")
def change_unique(schema, dice):
    for name, table, unique in constraints(schema, dice, "uniques"):
        others = [c for c in table["columns"] if c not in unique["columns"]]
        if others and not is_referred(schema, name) and not unique.get("sqlite"):
            unique["columns"].append(others[0])
            return name


@mutation("unique", "options")
def resolve_unique(schema, dice):
    for name, _, unique in constraints(schema, dice, "uniques"):
        options = unique.setdefault("sqlite", {})
        options["on_conflict"] = "REPLACE" if options.get("on_conflict") != "REPLACE" else "IGNORE"
        return name


@mutation("unique", "options")
def collate_unique(schema, dice):
    for name, table, unique in constraints(schema, dice, "uniques"):
        if not is_referred(schema, name) and "collate" not in unique.get("sqlite", {}) and \
                table["columns"][unique["columns"][0]].get("collation", "").lower() != "rtrim":
            column = unique["columns"][0].lower().replace('"', '""')
            unique.setdefault("sqlite", {})["collate"] = f'"{column}" rtrim'
            return name


@mutation("unique")
def rename_unique(schema, dice):
    for name, _, unique in constraints(schema, dice, "uniques"):
        if "name" in unique:
            unique["name"] = free_name(schema, "renamed_unique")
            return name


# --- checks ---------------------------------------------------------------------------------------------------

@mutation("check")
def add_check(schema, dice):
    for name, table, column, _ in plain_columns(schema, dice, free=False):
        quoted = '"' + column.replace('"', '""') + '"'
        table.setdefault("checks", []).append({"name": free_name(schema, "added_check"), "sqltext": f"{quoted} <> 'q'"})
        return name


@mutation("check")
def drop_check(schema, dice):
    for name, table, check in constraints(schema, dice, "checks"):
        table["checks"].remove(check)
        return name


@mutation("check")
def change_check(schema, dice):
    for name, _, check in constraints(schema, dice, "checks"):
        check["sqltext"] = f"({check['sqltext']}) OR 1 = 2"
        return name


@mutation("check")
def rename_check(schema, dice):
    for name, _, check in constraints(schema, dice, "checks"):
        if "name" in check:
            check["name"] = free_name(schema, "renamed_check")
            return name


# --- indexes --------------------------------------------------------------------------------------------------

def element(value):
    return {"column": value} if isinstance(value, str) else dict(value)


@mutation("index")
def add_index(schema, dice):
    for name, table, column, _ in plain_columns(schema, dice, free=False):
        table.setdefault("indexes", []).append({"columns": [column], "name": free_name(schema, "added_index")})
        return name


@mutation("index")
def add_expression_index(schema, dice):
    for name, table, column, _ in plain_columns(schema, dice, free=False):
        quoted = '"' + column.replace('"', '""') + '"'
        table.setdefault("indexes", []).append(
            {"columns": [{"expression": f"lower({quoted})", "order": "desc", "collation": "NOCASE"}],
             "name": free_name(schema, "added_index"), "unique": True, "where": f"{quoted} IS NOT NULL"})
        return name


@mutation("index")
def drop_index(schema, dice):
    for name, table, index in constraints(schema, dice, "indexes"):
        if not (index.get("unique") and is_referred(schema, name)):
            table["indexes"].remove(index)
            return name


@mutation("index", "unique")
def toggle_unique_index(schema, dice):
    for name, _, index in constraints(schema, dice, "indexes"):
        if not is_referred(schema, name):
            index["unique"] = not index.get("unique", False)
            return name


@mutation("index", "columns")
def turn_index(schema, dice):
    for name, _, index in constraints(schema, dice, "indexes"):
        turned = element(index["columns"][0])
        turned["order"] = "asc" if turned.get("order") == "desc" else "desc"
        index["columns"][0] = turned
        return name


@mutation("index", "columns")
def collate_index(schema, dice):
    for name, table, index in constraints(schema, dice, "indexes"):
        made = element(index["columns"][0])
        own = table["columns"].get(made.get("column"), {}).get("collation", "")
        if "collation" in made or "expression" in made or own.lower() == "rtrim" or \
                (index.get("unique") and is_referred(schema, name)):
            continue
        made["collation"] = "rtrim"
        index["columns"][0] = made
        return name


@mutation("index", "columns")
def widen_index(schema, dice):
    for name, table, index in constraints(schema, dice, "indexes"):
        others = [c for c in table["columns"] if c not in [element(e).get("column") for e in index["columns"]]]
        if others and not (index.get("unique") and is_referred(schema, name)):
            index["columns"].append(others[0])
            return name


@mutation("index", "where")
def change_predicate(schema, dice):
    for name, table, index in constraints(schema, dice, "indexes"):
        if index.get("unique") and is_referred(schema, name):
            continue
        quoted = '"' + sorted(table["columns"])[0].replace('"', '""') + '"'
        index["where"] = f"{quoted} <> 'p'" if "where" not in index else f"({index['where']}) AND {quoted} <> 'p'"
        return name


@mutation("index")
def rename_index(schema, dice):
    for name, _, index in constraints(schema, dice, "indexes"):
        index["name"] = free_name(schema, "renamed_index")
        return name


# --- foreign keys ---------------------------------------------------------------------------------------------

@mutation("foreign_key")
def add_foreign_key(schema, dice):
    for name, table, column, _ in plain_columns(schema, dice):
        for parent, other in tables(schema, dice):
            if len(key_columns(other)) == 1 and "collate" not in other["primary_key"].get("sqlite", {}):
                table.setdefault("foreign_keys", []).append(
                    {"columns": [column], "name": free_name(schema, "added_fk"), "ondelete": "CASCADE",
                     "references": {"table": parent, "columns": key_columns(other)}})
                return name


@mutation("foreign_key")
def drop_foreign_key(schema, dice):
    for name, table, key in constraints(schema, dice, "foreign_keys"):
        table["foreign_keys"].remove(key)
        return name


@mutation("foreign_key", "ondelete")
def change_ondelete(schema, dice):
    for name, _, key in constraints(schema, dice, "foreign_keys"):
        key["ondelete"] = "RESTRICT" if key.get("ondelete") != "RESTRICT" else "SET NULL"
        return name


@mutation("foreign_key", "onupdate")
def change_onupdate(schema, dice):
    for name, _, key in constraints(schema, dice, "foreign_keys"):
        key["onupdate"] = "SET DEFAULT" if key.get("onupdate") != "SET DEFAULT" else "CASCADE"
        return name


@mutation("foreign_key", "deferrable", "initially")
def toggle_deferred(schema, dice):
    for name, _, key in constraints(schema, dice, "foreign_keys"):
        if not key.pop("deferrable", False):
            key.update(deferrable=True, initially="DEFERRED")
        else:
            key.pop("initially", None)
        return name


@mutation("foreign_key", "match")
def change_match(schema, dice):
    for name, _, key in constraints(schema, dice, "foreign_keys"):
        if not key.get("sqlite"):
            key["match"] = "FULL" if key.get("match") != "FULL" else "PARTIAL"
            return name


@mutation("foreign_key")
def rename_foreign_key(schema, dice):
    for name, _, key in constraints(schema, dice, "foreign_keys"):
        if "name" in key:
            key["name"] = free_name(schema, "renamed_fk")
            return name


# --- the trial ------------------------------------------------------------------------------------------------

class Wrong(Exception):
    pass


def run(args, text=None):
    done = subprocess.run(args, input=text, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def findings(url, declared):
    code, out, err = run([TENON, "check", url, declared, "-o", "json"])
    if not out:
        raise Wrong("check says: " + err[:400])
    return json.loads(out)["findings"]


def demand_exactly(found, kind, attributes, table):
    """One finding of that kind on that table; or a drop and an add, where what changed is what it was told by."""
    shown = "; ".join(f["op"] + " " + f["key"] for f in found)
    if not 1 <= len(found) <= 2 or any(f["kind"] != kind for f in found):
        raise Wrong("found " + (shown or "nothing"))
    if any((f.get("table") or f["name"]).lower() != table.lower() for f in found):
        raise Wrong("found on another table: " + shown)
    if len(found) == 2 and sorted(f["op"] for f in found) != ["add", "drop"]:
        raise Wrong("found twice: " + shown)
    told = {change["attribute"] for f in found for change in f.get("changes", [])}
    if attributes and len(found) == 1 and not (told and told <= attributes):
        raise Wrong(f"said to differ: {sorted(told)}")


def tried(name, schema, database, work, seed):
    """Whether the mutation has a place in the schema; raises what is wrong."""
    change, kind, attributes = MUTATIONS[name]
    changed = copy.deepcopy(schema)
    table = change(changed, random.Random(seed))
    if table is None:
        return False
    declared = f"{work}/{name}.json"
    pathlib.Path(declared).write_text(json.dumps(changed, indent=1))
    path = f"{work}/{name}.db"
    pathlib.Path(path).write_bytes(database.read_bytes())
    url, before = "sqlite:///" + path, observe_sqlite.observed(path)
    demand_exactly(findings(url, declared), kind, attributes, table)
    code, _, err = run([TENON, "generate", url, declared, "-m", name, "--dir", f"{work}/{name}", "--allow", "all"])
    if code:
        raise Wrong("generate: " + err[:400])
    for way in ("up", "down"):
        code, out, err = run(["sqlite3", "-bail", path], next(pathlib.Path(f"{work}/{name}").glob(f"*.{way}.sql")).read_text())
        if code or err:
            raise Wrong(f"the way {way}: " + (out + err)[:400])
        if way == "up" and (rest := findings(url, declared)):
            raise Wrong("left to do: " + "; ".join(f["op"] + " " + f["key"] for f in rest))
    if observe_sqlite.observed(path) != before:
        raise Wrong("the way down does not return")
    return True


def mutated(path, names, seed, verbose):
    """How often each mutation was right, wrong and without a place."""
    tally = collections.Counter()
    with tempfile.TemporaryDirectory() as work:
        database = pathlib.Path(work, "schema.db")
        run(["sqlite3", str(database)], path.read_text(errors="replace"))
        code, out, _ = run([TENON, "inspect", f"sqlite:///{database}", "-o", "json"])
        schema = json.loads(out) if code == 0 else {"tables": {}}
        for name in names if schema["tables"] else []:
            try:
                verdict = "right" if tried(name, schema, database, work, seed) else "no place"
            except Wrong as wrong:
                verdict = "wrong"
                print(f"wrong {path} {name}: {' '.join(str(wrong).split())}", flush=True)
            tally[verdict] += 1
            if verbose:
                print(f"{verdict:8} {path} {name}", flush=True)
    return tally


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schemas", nargs="+", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shard", default="0/1", help="of all mutations, every N-th from the I-th on")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    place, shards = map(int, options.shard.split("/"))
    names = list(MUTATIONS)[place::shards]
    total = collections.Counter()
    for path in options.schemas:
        total += mutated(path, names, options.seed, options.verbose)
    print(f"{len(options.schemas)} schemas, {len(names)} mutations: right {total['right']}, wrong {total['wrong']}, "
          f"no place {total['no place']}")
    return 1 if total["wrong"] or not total["right"] else 0


if __name__ == "__main__":
    sys.exit(main())
