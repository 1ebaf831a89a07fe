"""The single changes that tools/mutate makes: for each kind and attribute, which objects it can be done to,
the SQL that does it, and what tenon is to say of it."""
import re

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


TABLES = f"""select n.nspname s, c.relname t, c.relpersistence p, c.relkind k, c.relreplident ri,
       c.relrowsecurity rls, c.relforcerowsecurity frls, c.reltablespace ts,
       exists (select from pg_index i where i.indrelid = c.oid and i.indisclustered) clustered,
       exists (select from pg_constraint f where f.confrelid = c.oid or (f.conrelid = c.oid and f.contype = 'f')) fk,
       c.relhassubclass or c.relispartition or exists (select from pg_inherits i where i.inhrelid = c.oid) family
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and not c.relispartition and {USERS.format(oid='c.oid')}"""

COLUMNS = f"""select n.nspname s, c.relname t, a.attname c, format_type(a.atttypid, a.atttypmod) ty, a.attnotnull nn,
       a.attidentity i, a.attgenerated g, pg_get_expr(ad.adbin, ad.adrelid) de, col_description(c.oid, a.attnum) co,
       t.typcategory cat, t.typtype tt, a.attcollation <> t.typcollation own_collation,
       c.relhassubclass or exists (select from pg_inherits i where i.inhrelid = c.oid) family,
       exists (select from pg_depend d where d.refobjid = c.oid and d.refobjsubid = a.attnum and d.deptype in ('n', 'a')
               and not (d.classid = 'pg_attrdef'::regclass)) used
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid
  left join pg_attrdef ad on ad.adrelid = c.oid and ad.adnum = a.attnum
 where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
   and {USERS.format(oid='c.oid')}"""

CONSTRAINTS = f"""select n.nspname s, c.relname t, c.relreplident ri,
       exists (select from pg_index i where i.indrelid = c.oid and i.indisclustered) clustered, o.conname name, o.contype ty, pg_get_constraintdef(o.oid) def,
       obj_description(o.oid, 'pg_constraint') co, o.convalidated v, o.condeferrable d, c.relkind k,
       c.relhassubclass or exists (select from pg_inherits i where i.inhrelid = c.oid) family,
       exists (select from pg_constraint f where f.confrelid = c.oid and f.conindid = o.conindid) referred,
       exists (select from pg_index i where i.indexrelid = o.conindid and (i.indisclustered or i.indisreplident)) marked,
       exists (select from pg_class x where x.oid = o.conindid and x.reloptions is not null) opts
  from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
 where o.contype in ('p', 'u', 'c', 'f', 'x') and o.conislocal and o.conparentid = 0 and not c.relispartition
   and {USERS.format(oid='c.oid')}"""

INDEXES = f"""select n.nspname s, c.relname t, c.relreplident ri,
       exists (select from pg_index o where o.indrelid = c.oid and o.indisclustered) clustered,
       (select k from generate_series(1, i.indnkeyatts) k where i.indkey[k - 1] = 0 limit 1) expression,
       exists (select from pg_attribute a where a.attrelid = x.oid and a.attstattarget >= 0) counted,
       x.relname name, pg_get_indexdef(x.oid) def,
       obj_description(x.oid, 'pg_class') co, am.amname am, i.indisunique u, i.indpred is not null p,
       i.indnatts = i.indnkeyatts plain, x.reloptions is not null opts, c.relkind k,
       i.indisclustered or i.indisreplident
       or exists (select from pg_constraint f where f.conindid = x.oid) marked,
       (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and a.attnum <> all (i.indkey::int2[]) limit 1) free
  from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
  join pg_am am on am.oid = x.relam join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and not c.relispartition
   and not exists (select from pg_constraint o where o.conindid = x.oid and o.contype in ('p', 'u', 'x'))
   and {USERS.format(oid='c.oid')}"""

SEQUENCES = f"""select n.nspname s, c.relname name, s.seqmax::text mx, s.seqincrement inc, s.seqcycle cy,
       obj_description(c.oid, 'pg_class') co,
       exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'a') owned
  from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
 where not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'i')
   and {USERS.format(oid='c.oid')}"""

# Whether another type is made of it: no server changes it then.
MADE_OF = """exists (select from pg_attribute m join pg_class mc on mc.oid = m.attrelid
               where m.atttypid in (t.oid, t.typarray) and (mc.relkind = 'c' or (t.typtype = 'd' and m.atttypid = t.typarray)))
       or exists (select from pg_type m where m.typbasetype in (t.oid, t.typarray))"""

ENUMS = f"""select n.nspname s, t.typname name, {MADE_OF} nested, obj_description(t.oid, 'pg_type') co,
       (select e.enumlabel from pg_enum e where e.enumtypid = t.oid
           and not exists (select from pg_attrdef d where strpos(pg_get_expr(d.adbin, d.adrelid), e.enumlabel) > 0)
           and not exists (select from pg_index i where strpos(pg_get_expr(i.indpred, i.indrelid), e.enumlabel) > 0)
           and not exists (select from pg_constraint o where strpos(pg_get_constraintdef(o.oid), e.enumlabel) > 0)
         order by e.enumsortorder limit 1) label
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
 where t.typtype = 'e' and {USERS.format(oid='t.oid')}"""

DOMAINS = f"""select n.nspname s, t.typname name, obj_description(t.oid, 'pg_type') co, t.typnotnull nn,
       pg_get_expr(t.typdefaultbin, 0) de, format_type(t.typbasetype, t.typtypmod) ty,
       (select o.conname from pg_constraint o where o.contypid = t.oid and o.contype = 'c' limit 1) ck, {MADE_OF} nested
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
 where t.typtype = 'd' and {USERS.format(oid='t.oid')}"""

TYPES = f"""select n.nspname s, t.typname name, t.typtype tt, obj_description(t.oid, 'pg_type') co,
       exists (select from pg_class o where o.reloftype = t.oid) typed
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
 where (t.typtype = 'r' or (t.typtype = 'c' and c.relkind = 'c')) and {USERS.format(oid='t.oid')}"""

CHILDREN = f"""select n.nspname s, c.relname t, c.relispartition part, pn.nspname ps, p.relname pt,
       (select count(*) from pg_inherits o where o.inhrelid = c.oid) parents
  from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
 where c.relkind = 'r' and {USERS.format(oid='c.oid')}"""

SCHEMAS = f"""select n.nspname s, obj_description(n.oid, 'pg_namespace') co from pg_namespace n
 where n.nspname <> 'public' and {USERS.format(oid='n.oid')}"""

# Made by tools/mutate where the server can.
TABLESPACE = "mutant_space"

KINDS = {"p": "primary_key", "u": "unique", "c": "check", "f": "foreign_key", "x": "exclusion"}


def table(row):
    return q(row["s"]) + "." + q(row["t"])


def own(row):
    return q(row["s"]) + "." + q(row["name"])


def key_of(kind, row, name=None):
    parts = [row["s"], row.get("t"), name or row.get("name") or row.get("c")]
    return kind + ":" + ".".join(part for part in parts if part)


def on_tables():
    def of(name, attribute, action, when=lambda r: True):
        return Family("table." + name, TABLES, lambda r: when(r) and Mutation(
            action.format(t=table(r)), "change", "table:" + r["s"] + "." + r["t"], [attribute]) or None)
    yield Family("table", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE TABLE {q(r['s'])}.mutant (id integer)", "drop", f"table:{r['s']}.mutant"))
    yield of("comment", "comment", "COMMENT ON TABLE {t} IS 'mutant'")
    yield of("with", "with.autovacuum_enabled", "ALTER TABLE {t} SET (autovacuum_enabled = false)", lambda r: r["k"] == "r")
    yield of("fillfactor", "with.fillfactor", "ALTER TABLE {t} SET (fillfactor = 41)", lambda r: r["k"] == "r")
    yield of("unlogged", "unlogged", "ALTER TABLE {t} SET UNLOGGED",
             lambda r: r["p"] == "p" and not r["fk"] and not r["family"])
    yield of("replica_identity_full", "replica_identity", "ALTER TABLE {t} REPLICA IDENTITY FULL",
             lambda r: r["ri"] in "dn")
    yield of("replica_identity_nothing", "replica_identity", "ALTER TABLE {t} REPLICA IDENTITY NOTHING",
             lambda r: r["ri"] in "df")
    yield of("row_security", "row_security", "ALTER TABLE {t} ENABLE ROW LEVEL SECURITY", lambda r: not r["rls"])
    yield of("row_security_off", "row_security", "ALTER TABLE {t} DISABLE ROW LEVEL SECURITY", lambda r: r["rls"])
    yield of("force_row_security", "force_row_security", "ALTER TABLE {t} FORCE ROW LEVEL SECURITY",
             lambda r: not r["frls"])
    yield of("tablespace", "tablespace", f"ALTER TABLE {{t}} SET TABLESPACE {TABLESPACE}", lambda r: r["ts"] == "0")


def on_columns():
    def of(name, attribute, action, when=lambda r: True):
        return Family("column." + name, COLUMNS, lambda r: when(r) and Mutation(
            f"ALTER TABLE ONLY {table(r)} " + action.format(c=q(r["c"])), "change", key_of("column", r),
            [attribute]) or None)
    plain = lambda r: not r["i"] and not r["g"] and not r["family"]  # noqa: E731
    integer = lambda r: r["ty"] in ("integer", "smallint", "bigint")  # noqa: E731
    yield Family("column.added", COLUMNS + " limit 1", lambda r: Mutation(
        f"ALTER TABLE {table(r)} ADD COLUMN mutant integer", "drop", key_of("column", r, "mutant"))
        if not r["family"] else None)
    yield Family("column.dropped", COLUMNS, lambda r: Mutation(
        f"ALTER TABLE {table(r)} DROP COLUMN {q(r['c'])} RESTRICT", "add", key_of("column", r))
        if plain(r) and not r["used"] and not (r["de"] or "").startswith("nextval") else None)
    yield of("type", "type", "ALTER {c} TYPE bigint", lambda r: plain(r) and r["ty"] == "integer" and not r["de"])
    yield of("length", "type", "ALTER {c} TYPE varchar(997)",
             lambda r: plain(r) and r["ty"].startswith("character varying(") and not r["own_collation"]
             and not r["used"] and not r["de"])
    yield of("not_null", "nullable", "ALTER {c} SET NOT NULL", lambda r: not r["nn"] and not r["family"])
    yield of("null", "nullable", "ALTER {c} DROP NOT NULL", lambda r: r["nn"] and plain(r))
    yield of("default_set", "default", "ALTER {c} SET DEFAULT 4711", lambda r: plain(r) and integer(r) and not r["de"])
    yield of("default_dropped", "default", "ALTER {c} DROP DEFAULT",
             lambda r: plain(r) and r["de"] and not r["de"].startswith(("nextval", "NULL")))
    yield of("default_changed", "default", "ALTER {c} SET DEFAULT 'mutant'",
             lambda r: plain(r) and r["de"] and r["ty"] == "text")
    yield of("identity_dropped", "identity", "ALTER {c} DROP IDENTITY", lambda r: r["i"] and not r["family"])
    yield of("identity_options", "identity", "ALTER {c} SET INCREMENT BY 7", lambda r: r["i"] and not r["family"])
    yield of("identity_added", "identity", "ALTER {c} ADD GENERATED ALWAYS AS IDENTITY",
             lambda r: plain(r) and integer(r) and r["nn"] and not r["de"])
    yield of("expression_dropped", "generated", "ALTER {c} DROP EXPRESSION", lambda r: r["g"] == "s" and not r["family"])
    yield of("collation", "collation", 'ALTER {c} TYPE text COLLATE "C"',
             lambda r: plain(r) and r["ty"] == "text" and not r["used"] and not r["de"])
    varying = lambda r: r["ty"] in ("text", "jsonb", "bytea") or r["ty"].startswith("character varying")  # noqa: E731
    yield of("statistics", "statistics", "ALTER {c} SET STATISTICS 77")
    yield of("statistics_off", "statistics", "ALTER {c} SET STATISTICS 0")
    yield of("storage", "storage", "ALTER {c} SET STORAGE EXTERNAL", varying)
    yield of("storage_plain", "storage", "ALTER {c} SET STORAGE PLAIN",
             lambda r: varying(r) or r["tt"] in "dcr" or r["ty"].startswith("numeric"))
    yield of("compression", "compression", "ALTER {c} SET COMPRESSION pglz", varying)
    yield of("n_distinct", "with.n_distinct", "ALTER {c} SET (n_distinct = 5)")
    yield of("n_distinct_inherited", "with.n_distinct_inherited", "ALTER {c} SET (n_distinct_inherited = -0.5)")
    yield Family("column.comment", COLUMNS, lambda r: Mutation(
        f"COMMENT ON COLUMN {table(r)}.{q(r['c'])} IS 'mutant'", "change", key_of("column", r), ["comment"]))


def rebuilt(row, definition):
    return f"ALTER TABLE {table(row)} DROP CONSTRAINT {q(row['name'])} RESTRICT, " \
           f"ADD CONSTRAINT {q(row['name'])} {definition}"


def on_constraints():
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


def on_indexes():
    plain = lambda r: not r["co"] and not r["marked"] and not r["counted"] and r["k"] == "r"  # noqa: E731

    def of(name, attribute, change, when=lambda r: True):
        def make(r):
            definition = change(r) if plain(r) and when(r) else r["def"]
            return Mutation(f"DROP INDEX {own(r)} RESTRICT; {definition}", "change", key_of("index", r), [attribute]) \
                if definition != r["def"] else None
        return Family("index." + name, INDEXES, make)
    yield Family("index.dropped", INDEXES, lambda r: Mutation(
        f"DROP INDEX {own(r)} RESTRICT", "add", key_of("index", r)) if plain(r) else None)
    yield Family("index.added", TABLES, lambda r: Mutation(
        f"CREATE INDEX mutant ON {table(r)} ((1))", "drop", key_of("index", r, "mutant"))
        if r["k"] == "r" else None)
    yield Family("index.renamed", INDEXES, lambda r: Mutation(
        f"ALTER INDEX {own(r)} RENAME TO mutant", "rename", key_of("index", r)) if r["k"] == "r" else None)
    yield Family("index.comment", INDEXES, lambda r: Mutation(
        f"COMMENT ON INDEX {own(r)} IS 'mutant'", "change", key_of("index", r), ["comment"]))
    yield Family("index.with", INDEXES, lambda r: Mutation(
        f"ALTER INDEX {own(r)} SET (fillfactor = 47)", "change", key_of("index", r), ["with.fillfactor"])
        if r["am"] == "btree" and r["k"] == "r" else None)

    def setting(name, attribute, sql, when):
        return Family("index." + name, INDEXES, lambda r: Mutation(sql(r), "change", key_of("index", r), [attribute(r)])
                      if when(r) else None)
    yield setting("tablespace", lambda r: "tablespace",
                  lambda r: f"ALTER INDEX {own(r)} SET TABLESPACE {TABLESPACE}", lambda r: r["k"] == "r")
    yield setting("clustered", lambda r: "clustered",
                  lambda r: f"ALTER TABLE {table(r)} CLUSTER ON {q(r['name'])}",
                  lambda r: r["k"] == "r" and not r["clustered"])
    yield setting("replica_identity", lambda r: "replica_identity",
                  lambda r: f"ALTER TABLE {table(r)} REPLICA IDENTITY USING INDEX {q(r['name'])}",
                  lambda r: r["u"] and r["ri"] == "d")
    yield setting("statistics", lambda r: f"statistics.{r['expression']}",
                  lambda r: f"ALTER INDEX {own(r)} ALTER COLUMN {r['expression']} SET STATISTICS 55",
                  lambda r: r["expression"])
    yield of("unique", "unique", lambda r: r["def"].replace("CREATE INDEX", "CREATE UNIQUE INDEX"),
             lambda r: r["am"] == "btree")
    yield of("not_unique", "unique", lambda r: r["def"].replace("CREATE UNIQUE INDEX", "CREATE INDEX"),
             lambda r: "NULLS NOT" not in r["def"])
    yield of("where", "where", lambda r: r["def"] + " WHERE (1 = 1)", lambda r: not r["p"])
    yield of("where_gone", "where", lambda r: re.sub(r" WHERE .*$", "", r["def"], flags=re.S), lambda r: r["p"])
    yield of("order", "columns", lambda r: re.sub(r"USING btree \((\"?\w+\"?)([,)])", r"USING btree (\1 DESC\2", r["def"]))
    yield of("nulls", "columns",
             lambda r: re.sub(r"USING btree \((\"?\w+\"?)([,)])", r"USING btree (\1 NULLS FIRST\2", r["def"]))
    yield of("using", "using", lambda r: re.sub(r"USING btree (\(\"?\w+\"?\))", r"USING hash \1", r["def"]),
             lambda r: not r["u"] and r["plain"] and not r["opts"])
    yield of("include", "include", lambda r: f"{r['def']} INCLUDE ({q(r['free'])})",
             lambda r: r["am"] == "btree" and r["plain"] and not r["p"] and not r["opts"] and r["free"]
             and "NULLS NOT" not in r["def"])


def on_sequences():
    def of(name, attribute, clause, when=lambda r: True):
        return Family("sequence." + name, SEQUENCES, lambda r: when(r) and Mutation(
            f"ALTER SEQUENCE {own(r)} {clause}", "change", key_of("sequence", r), [attribute]) or None)
    yield of("increment", "options", "INCREMENT BY 13")
    yield of("maximum", "options", "MAXVALUE 1000003")
    yield of("cycle", "options", "CYCLE", lambda r: not r["cy"])
    yield of("cache", "options", "CACHE 17")
    yield of("owned_by", "owned_by", "OWNED BY NONE", lambda r: r["owned"])
    yield Family("sequence.comment", SEQUENCES, lambda r: Mutation(
        f"COMMENT ON SEQUENCE {own(r)} IS 'mutant'", "change", key_of("sequence", r), ["comment"]))
    yield Family("sequence.added", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE SEQUENCE {q(r['s'])}.mutant", "drop", f"sequence:{r['s']}.mutant"))


def on_types():
    yield Family("enum.added_label", ENUMS, lambda r: Mutation(
        f"ALTER TYPE {own(r)} ADD VALUE 'mutant'", "change", key_of("enum", r), ["labels"])
        if not r["nested"] else None)
    yield Family("enum.renamed_label", ENUMS, lambda r: Mutation(
        f"ALTER TYPE {own(r)} RENAME VALUE '{r['label']}' TO 'mutant'", "change", key_of("enum", r), ["labels"])
        if r["label"] and "'" not in r["label"] and not r["nested"] else None)
    yield Family("enum.comment", ENUMS, lambda r: Mutation(
        f"COMMENT ON TYPE {own(r)} IS 'mutant'", "change", key_of("enum", r), ["comment"]))
    yield Family("enum.added", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE TYPE {q(r['s'])}.mutant AS ENUM ('a')", "drop", f"enum:{r['s']}.mutant"))
    def domain(name, attribute, clause, when=lambda r: True):
        return Family("domain." + name, DOMAINS, lambda r: Mutation(
            f"ALTER DOMAIN {own(r)} {clause.format(ck=q(r['ck'] or ''))}", "change", key_of("domain", r), [attribute])
            if when(r) and not r["nested"] else None)
    yield domain("not_null", "nullable", "SET NOT NULL", lambda r: not r["nn"])
    yield domain("null", "nullable", "DROP NOT NULL", lambda r: r["nn"])
    yield domain("default", "default", "SET DEFAULT '7'", lambda r: not r["de"])
    yield domain("default_dropped", "default", "DROP DEFAULT", lambda r: r["de"])
    yield domain("check_added", "checks", "ADD CONSTRAINT mutant CHECK (VALUE IS NOT NULL OR pg_backend_pid() > 0)")
    yield domain("check_dropped", "checks", "DROP CONSTRAINT {ck}", lambda r: r["ck"])
    yield domain("check_renamed", "checks", "RENAME CONSTRAINT {ck} TO mutant", lambda r: r["ck"])
    yield Family("domain.comment", DOMAINS, lambda r: Mutation(
        f"COMMENT ON DOMAIN {own(r)} IS 'mutant'", "change", key_of("domain", r), ["comment"]))
    yield Family("domain.added", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE DOMAIN {q(r['s'])}.mutant AS integer", "drop", f"domain:{r['s']}.mutant"))
    yield Family("type.attribute_added", TYPES, lambda r: Mutation(
        f"ALTER TYPE {own(r)} ADD ATTRIBUTE mutant integer", "change", key_of("type", r), ["attributes"])
        if r["tt"] == "c" and not r["typed"] else None)
    yield Family("type.comment", TYPES, lambda r: Mutation(
        f"COMMENT ON TYPE {own(r)} IS 'mutant'", "change", key_of("type", r), ["comment"]))
    yield Family("type.added", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE TYPE {q(r['s'])}.mutant AS (a integer, b text)", "drop", f"type:{r['s']}.mutant"))
    yield Family("range.added", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE TYPE {q(r['s'])}.mutant AS RANGE (SUBTYPE = integer)", "drop", f"type:{r['s']}.mutant"))
    yield Family("extension.added", "select 1", lambda r: Mutation(
        "CREATE EXTENSION seg SCHEMA public", "drop", "extension:seg"))
    yield Family("schema.comment", SCHEMAS, lambda r: Mutation(
        f"COMMENT ON SCHEMA {q(r['s'])} IS 'mutant'", "change", f"schema:{r['s']}", ["comment"]))
    yield Family("schema.added", "select 'mutant' s", lambda r: Mutation(
        "CREATE SCHEMA mutant", "drop", "schema:mutant"))


def families():
    for group in (on_tables, on_columns, on_constraints, on_indexes, on_sequences, on_types):
        yield from group()
