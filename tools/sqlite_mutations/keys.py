"""Changes of primary keys, unique constraints and checks."""
from sqlite_mutations.schema import constraints, free_name, is_referred, mutation, plain_columns, tables


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


@mutation("primary_key", "autoincrement")
def toggle_autoincrement(schema, dice):
    for name, table in tables(schema, dice):
        key = table.get("primary_key")
        if key and len(key["columns"]) == 1 and not table.get("sqlite", {}).get("without_rowid") and \
                table["columns"][key["columns"][0]]["type"].upper() == "INTEGER" and "order" not in key.get("sqlite", {}):
            options = key.setdefault("sqlite", {})
            if not options.pop("autoincrement", None):
                options["autoincrement"] = True
            return name


@mutation("primary_key", "on_conflict")
def resolve_primary_key(schema, dice):
    for name, table in tables(schema, dice):
        key = table.get("primary_key")
        if key:
            options = key.setdefault("sqlite", {})
            options["on_conflict"] = "IGNORE" if options.get("on_conflict") != "IGNORE" else "FAIL"
            return name


@mutation("primary_key", "order")
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


@mutation("unique", "on_conflict")
def resolve_unique(schema, dice):
    for name, _, unique in constraints(schema, dice, "uniques"):
        options = unique.setdefault("sqlite", {})
        options["on_conflict"] = "REPLACE" if options.get("on_conflict") != "REPLACE" else "IGNORE"
        return name


@mutation("unique", "collate")
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
