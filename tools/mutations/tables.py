"""Mutations of tables and their columns."""
from .parts import TABLESPACE, USERS, Family, Mutation, key_of, q, table

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

CHILDREN = f"""select n.nspname s, c.relname t, c.relispartition part, pn.nspname ps, p.relname pt,
       exists (select from pg_partitioned_table b where b.partrelid = p.oid and b.partdefid <> 0) has_default
  from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
 where c.relkind = 'r' and {USERS.format(oid='c.oid')}"""


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
             lambda r: r["p"] == "p" and r["k"] == "r" and not r["fk"] and not r["family"])
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
    yield of("identity_generation", "identity", "ALTER {c} SET GENERATED ALWAYS", lambda r: r["i"] == "d" and not r["family"])
    yield of("identity_by_default", "identity", "ALTER {c} SET GENERATED BY DEFAULT", lambda r: r["i"] == "a" and not r["family"])
    yield of("text", "type", "ALTER {c} TYPE text",
             lambda r: plain(r) and r["ty"].startswith("character varying") and r["ty"][-1] != "]"
             and not r["own_collation"] and not r["used"] and not r["de"])
    yield Family("column.expression", COLUMNS, lambda r: Mutation(
        f"ALTER TABLE {table(r)} DROP COLUMN {q(r['c'])} RESTRICT; ALTER TABLE {table(r)} ADD COLUMN {q(r['c'])} "
        f"{r['ty']} GENERATED ALWAYS AS (NULL::{r['ty']}) STORED", "change", key_of("column", r), ["generated"])
        if r["g"] == "s" and not (r["used"] or r["family"] or r["co"] or r["nn"] or r["own_collation"]) else None)
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


def on_partitions():
    yield Family("table.partition_bound", CHILDREN, lambda r: Mutation(
        f"ALTER TABLE {q(r['ps'])}.{q(r['pt'])} DETACH PARTITION {table(r)}; "
        f"ALTER TABLE {q(r['ps'])}.{q(r['pt'])} ATTACH PARTITION {table(r)} DEFAULT",
        "change", f"table:{r['s']}.{r['t']}", ["partition_bound"]) if r["part"] and not r["has_default"] else None)


def families():
    for group in (on_tables, on_columns, on_partitions):
        yield from group()
