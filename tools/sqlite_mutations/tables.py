"""Changes of tables and columns."""
import json

from sqlite_mutations.schema import free_name, is_referred, is_strict, key_columns, mutation, plain_columns, tables


# --- tables ---------------------------------------------------------------------------------------------------

@mutation("table")
def add_table(schema, dice):
    name = free_name(schema, "added_table")
    schema["tables"][name] = {"columns": {"id": {"type": "INTEGER", "primary_key": True}, "x": {"type": "TEXT"}}}
    return name


@mutation("table")
def drop_table(schema, dice):
    for name, _ in tables(schema, dice):
        if not is_referred(schema, name) and len(schema["tables"]) > 1:
            del schema["tables"][name]
            return name


@mutation("table", "without_rowid")
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


@mutation("table", "strict")
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


@mutation("column", "not_null_on_conflict")
def resolve_not_null(schema, dice):
    for name, _, _, column in plain_columns(schema, dice, free=False):
        if column.get("nullable") is False:
            said = column.get("sqlite", {}).get("not_null_on_conflict")
            column["sqlite"] = {"not_null_on_conflict": "REPLACE" if said != "REPLACE" else "FAIL"}
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
