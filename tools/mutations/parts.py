"""What every group of mutations is made of: a change, a family of them, and who can be changed."""

USERS = r"n.nspname !~ '^pg_' and n.nspname <> 'information_schema' " \
        "and not exists (select from pg_depend d where d.objid = {oid} and d.deptype = 'e')"


def q(name):
    return '"' + name.replace('"', '""') + '"'


class Mutation:
    def __init__(self, sql, op, key, attributes=()):
        self.sql, self.op, self.key, self.attributes = sql, op, key, tuple(attributes)

    def expected(self):
        return self.op, self.key, self.attributes


class Family:
    """One attribute of one kind. `make` gives the mutation of a row, or None."""

    def __init__(self, name, objects, make):
        self.name, self.objects, self.of = name, objects, make


# Made by tools/mutate where the server can.
TABLESPACE = "mutant_space"


def table(row):
    return q(row["s"]) + "." + q(row["t"])


def own(row):
    return q(row["s"]) + "." + q(row["name"])


def key_of(kind, row, name=None):
    parts = [row["s"], row.get("t"), name or row.get("name") or row.get("c")]
    return kind + ":" + ".".join(part for part in parts if part)
