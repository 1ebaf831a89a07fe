"""Mutations of indexes."""
import re

from .parts import TABLESPACE, USERS, Family, Mutation, key_of, own, q, table
from .tables import TABLES

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


def families():
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
    first = r"(\"?\w+\"?)([,)])"
    yield of("collation", "columns", lambda r: re.sub("USING btree \\(" + first, r'USING btree (\1 COLLATE "POSIX"\2', r["def"]))
    yield of("opclass", "columns", lambda r: re.sub("USING btree \\(" + first, r"USING btree (\1 text_pattern_ops\2", r["def"]))
    for opclass, option in (("tsvector_ops", "siglen = 77"), ("gist_trgm_ops", "siglen = 77")):
        yield of("opclass_options." + opclass, "columns", lambda r, new=f"{opclass} ({option})": re.sub(
            r"USING gist \((\"?\w+\"?)( \w+\.?\w*)?([,)])", rf"USING gist (\1 {new}\3", r["def"]))
    yield of("opclass_options.brin", "columns", lambda r: re.sub(
        r"USING brin \((\"?\w+\"?)([,)])", r"USING brin (\1 int4_minmax_multi_ops (values_per_range = 16)\2", r["def"]))
    yield of("nulls_not_distinct", "nulls_not_distinct",
             lambda r: r["def"] + " NULLS NOT DISTINCT", lambda r: r["u"] and not r["p"] and not r["opts"]
             and "NULLS NOT" not in r["def"])
    yield of("column", "columns", lambda r: re.sub("USING btree \\(" + first, rf"USING btree ({q(r['free'])}\2", r["def"]),
             lambda r: r["free"] and "\\" not in r["free"])
    yield of("expression", "columns",
             lambda r: re.sub("USING btree \\(" + first, r"USING btree ((\1::text || 'x')\2", r["def"]), lambda r: not r["u"])
    yield setting("fastupdate", lambda r: "with.fastupdate",
                  lambda r: f"ALTER INDEX {own(r)} SET (fastupdate = off)",
                  lambda r: r["am"] == "gin" and r["k"] == "r" and not r["opts"])
    yield setting("valid", lambda r: "valid",
                  lambda r: f"UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{own(r)}'::regclass",
                  lambda r: "'" not in own(r) and plain(r))
