"""Mutations of constraints."""
import re

from .parts import TABLESPACE, USERS, Family, Mutation, key_of, own, q, table

KINDS = {"p": "primary_key", "u": "unique", "c": "check", "f": "foreign_key", "x": "exclusion"}

CONSTRAINTS = f"""select n.nspname s, c.relname t, c.relreplident ri,
       exists (select from pg_index i where i.indrelid = c.oid and i.indisclustered) clustered, o.conname name, o.contype ty, pg_get_constraintdef(o.oid) def,
       obj_description(o.oid, 'pg_constraint') co, o.convalidated v, o.condeferrable d, c.relkind k,
       c.relhassubclass or exists (select from pg_inherits i where i.inhrelid = c.oid) family,
       exists (select from pg_constraint f where f.confrelid = c.oid and f.conindid = o.conindid) referred,
       exists (select from pg_index i where i.indexrelid = o.conindid and (i.indisclustered or i.indisreplident)) marked,
       exists (select from pg_class x where x.oid = o.conindid and x.reloptions is not null) opts,
       cardinality(o.conkey) width,
       (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and a.attnum <> all (o.conkey) order by a.attnum limit 1) free,
       (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = o.conkey[1]) first
  from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
 where o.contype in ('p', 'u', 'c', 'f', 'x') and o.conislocal and o.conparentid = 0 and not c.relispartition
   and {USERS.format(oid='c.oid')}"""


def turned(row):
    """The definition with the columns that it begins with in another order."""
    head, inside, rest = re.match(r"([^(]*\()([^)]*)(\).*)", row["def"], re.S).groups()
    return head + ", ".join(reversed(inside.split(", "))) + rest


def rebuilt(row, definition):
    return f"ALTER TABLE {table(row)} DROP CONSTRAINT {q(row['name'])} RESTRICT, " \
           f"ADD CONSTRAINT {q(row['name'])} {definition}"


def families():
    kinds = "".join(KINDS)
    free = lambda r: not r["co"] and not r["referred"] and not r["marked"] and not r["family"] \
        and r["k"] == "r"  # noqa: E731

    def of(name, types, op, sql, attributes=(), when=lambda r: True):
        return Family(name, CONSTRAINTS, lambda r: Mutation(sql(r), op, key_of(KINDS[r["ty"]], r), attributes)
                      if r["ty"] in types and free(r) and when(r) else None)
    for ty in kinds:
        kind = KINDS[ty]
        if ty != "p":  # without its primary key a table keeps NOT NULL, and tables clustered by it change too
            yield of(kind + ".dropped", ty, "add", lambda r: f"ALTER TABLE {table(r)} DROP CONSTRAINT {q(r['name'])}")
        yield Family(kind + ".renamed", CONSTRAINTS, lambda r, ty=ty: Mutation(
            f"ALTER TABLE {table(r)} RENAME CONSTRAINT {q(r['name'])} TO mutant", "rename", key_of(KINDS[ty], r))
            if r["ty"] == ty and not r["family"] else None)
        yield Family(kind + ".comment", CONSTRAINTS, lambda r, ty=ty: Mutation(
            f"COMMENT ON CONSTRAINT {q(r['name'])} ON {table(r)} IS 'mutant'", "change", key_of(KINDS[ty], r),
            ["comment"]) if r["ty"] == ty and not r["family"] else None)
    yield of("foreign_key.ondelete", "f", "change", lambda r: rebuilt(r, r["def"] + " ON DELETE CASCADE"), ["ondelete"],
             lambda r: "ON DELETE" not in r["def"] and not r["d"])
    yield of("foreign_key.onupdate", "f", "change", lambda r: rebuilt(r, r["def"] + " ON UPDATE RESTRICT"), ["onupdate"],
             lambda r: "ON UPDATE" not in r["def"] and "DEFERR" not in r["def"])
    yield of("foreign_key.deferrable", "f", "change", lambda r: rebuilt(r, r["def"] + " DEFERRABLE"), ["deferrable"],
             lambda r: not r["d"] and r["v"])
    yield of("foreign_key.match", "f", "change",
             lambda r: rebuilt(r, re.sub(r"(REFERENCES [^(]*\([^)]*\))", r"\1 MATCH FULL", r["def"])), ["match"],
             lambda r: "MATCH" not in r["def"])
    yield of("foreign_key.validated", "f", "validate", lambda r: rebuilt(r, r["def"] + " NOT VALID"), ["validated"],
             lambda r: r["v"])
    yield of("check.validated", "c", "validate", lambda r: rebuilt(r, r["def"] + " NOT VALID"), ["validated"],
             lambda r: r["v"])
    yield of("check.no_inherit", "c", "change", lambda r: rebuilt(r, r["def"] + " NO INHERIT"), ["no_inherit"],
             lambda r: r["v"] and "NO INHERIT" not in r["def"])
    yield of("check.sqltext", "c", "change", lambda r: rebuilt(r, "CHECK ((" + r["def"][6:] + ") OR pg_backend_pid() < 0)"),
             ["sqltext"], lambda r: r["v"] and "NO INHERIT" not in r["def"])
    yield of("unique.deferrable", "u", "change", lambda r: rebuilt(r, r["def"] + " DEFERRABLE"), ["deferrable"],
             lambda r: not r["d"] and not r["opts"])
    yield of("primary_key.deferrable", "p", "change", lambda r: rebuilt(r, r["def"] + " DEFERRABLE"), ["deferrable"],
             lambda r: not r["d"] and not r["opts"])
    yield of("unique.nulls_not_distinct", "u", "change",
             lambda r: rebuilt(r, r["def"].replace("UNIQUE (", "UNIQUE NULLS NOT DISTINCT (")), ["nulls_not_distinct"],
             lambda r: "NULLS" not in r["def"] and not r["opts"])
    for ty in "pu":
        yield of(KINDS[ty] + ".options", ty, "change",
                 lambda r: f"ALTER INDEX {own(r)} SET (fillfactor = 43)", ["with.fillfactor"])
        yield of(KINDS[ty] + ".replica_identity", ty, "change",
                 lambda r: f"ALTER TABLE {table(r)} REPLICA IDENTITY USING INDEX {q(r['name'])}",
                 ["replica_identity"], lambda r: r["ri"] == "d")
    for ty in "pux":
        yield of(KINDS[ty] + ".clustered", ty, "change",
                 lambda r: f"ALTER TABLE {table(r)} CLUSTER ON {q(r['name'])}", ["clustered"],
                 lambda r: not r["clustered"])
        yield of(KINDS[ty] + ".tablespace", ty, "change",
                 lambda r: f"ALTER INDEX {own(r)} SET TABLESPACE {TABLESPACE}", ["tablespace"])
    yield of("exclusion.options", "x", "change",
             lambda r: f"ALTER INDEX {own(r)} SET (fillfactor = 43)", ["with.fillfactor"])
    yield of("exclusion.deferrable", "x", "change", lambda r: rebuilt(r, r["def"] + " DEFERRABLE"), ["deferrable"],
             lambda r: not r["d"])
    for ty in "puf":
        yield of(KINDS[ty] + ".columns", ty, "change", lambda r: rebuilt(r, turned(r)), ["columns"],
                 lambda r: r["width"] > 1 and r["v"] and not r["opts"] and "(" not in r["def"].split("(", 1)[1].split(")")[0]
                 and len(r["def"].split("(", 1)[1].split(")")[0].split(", ")) == r["width"])
    for ty in "pu":
        yield of(KINDS[ty] + ".include", ty, "change", lambda r: rebuilt(r, f"{r['def']} INCLUDE ({q(r['free'])})"),
                 ["include"], lambda r: r["free"] and r["def"].endswith(")") and "INCLUDE" not in r["def"] and not r["opts"])
    yield of("unique.replaced", "u", "change",
             lambda r: rebuilt(r, f"UNIQUE ({q(r['free'])})"), ["columns"],
             lambda r: r["free"] and not r["opts"] and re.fullmatch(r"UNIQUE \([^()]*\)", r["def"]))
    for ty in "pufx":
        yield of(KINDS[ty] + ".initially", ty, "change", lambda r: rebuilt(r, r["def"] + " INITIALLY DEFERRED"),
                 ["initially"], lambda r: r["def"].endswith("DEFERRABLE"))
    yield of("foreign_key.initially_at_once", "f", "change",
             lambda r: rebuilt(r, r["def"].replace(" INITIALLY DEFERRED", "")), ["initially"],
             lambda r: "INITIALLY DEFERRED" in r["def"] and r["v"])
    yield of("foreign_key.ondelete_columns", "f", "change",
             lambda r: rebuilt(r, r["def"].replace("ON DELETE SET NULL", f"ON DELETE SET NULL ({q(r['first'])})")),
             ["ondelete_columns"], lambda r: "ON DELETE SET NULL" in r["def"] and "NULL (" not in r["def"] and r["v"])
    yield of("exclusion.where", "x", "change", lambda r: rebuilt(r, r["def"] + " WHERE (1 = 1)"), ["where"],
             lambda r: r["def"].endswith(")") and "WHERE" not in r["def"])
