"""How the changes look at a schema, and the list of all changes."""
import json

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
    def refers(reference):
        if isinstance(reference, dict):
            return reference["table"].lower() == name.lower()
        words = reference if isinstance(reference, list) else [reference]
        return any(word.lower().startswith(name.lower() + ".") for word in words)

    return any(refers(key["references"]) for table in schema["tables"].values() for key in table.get("foreign_keys", []))


def constraints(schema, dice, kind):
    for name, table in tables(schema, dice):
        listed = list(table.get(kind, []))
        dice.shuffle(listed)
        for each in listed:
            yield name, table, each


def free_name(schema, wish):
    used = json.dumps(schema).lower()
    while wish.lower() in used:
        wish += "_x"
    return wish
