"""Changes of indexes and foreign keys."""
from sqlite_mutations.schema import constraints, free_name, is_referred, key_columns, mutation, plain_columns, tables


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
