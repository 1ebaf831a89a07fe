"""Mutations of schemas, extensions, types and sequences."""
from .parts import USERS, Family, Mutation, key_of, own, q
from .tables import TABLES

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
       (select o.conname from pg_constraint o where o.contypid = t.oid and o.contype = 'c' order by o.oid limit 1) ck,
       (select pg_get_constraintdef(o.oid) from pg_constraint o where o.contypid = t.oid and o.contype = 'c'
         order by o.oid limit 1) ck_def, {MADE_OF} nested
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
 where t.typtype = 'd' and {USERS.format(oid='t.oid')}"""

TYPES = f"""select n.nspname s, t.typname name, t.typtype tt, obj_description(t.oid, 'pg_type') co,
       exists (select from pg_class o where o.reloftype = t.oid) typed, {MADE_OF} nested,
       exists (select from pg_attribute o join pg_class oc on oc.oid = o.attrelid and oc.relkind in ('r', 'p')
                where o.atttypid in (t.oid, t.typarray)) used,
       (select a.attname from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
         order by a.attnum limit 1) attribute
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
 where (t.typtype = 'r' or (t.typtype = 'c' and c.relkind = 'c')) and {USERS.format(oid='t.oid')}"""

SCHEMAS = f"""select n.nspname s, obj_description(n.oid, 'pg_namespace') co from pg_namespace n
 where n.nspname <> 'public' and {USERS.format(oid='n.oid')}"""


def on_sequences():
    def of(name, attribute, clause, when=lambda r: True):
        return Family("sequence." + name, SEQUENCES, lambda r: when(r) and Mutation(
            f"ALTER SEQUENCE {own(r)} {clause}", "change", key_of("sequence", r), [attribute]) or None)
    yield of("increment", "options", "INCREMENT BY 13")
    yield of("maximum", "options", "MAXVALUE 1000003")
    yield of("cycle", "options", "CYCLE", lambda r: not r["cy"])
    yield of("cache", "options", "CACHE 17")
    yield of("start", "options", "START WITH 29", lambda r: r["inc"] > 0)
    yield of("minimum", "options", "MINVALUE -5", lambda r: r["inc"] > 0)
    yield of("type", "options", "AS smallint NO MAXVALUE", lambda r: r["inc"] > 0)
    yield of("owned_by", "owned_by", "OWNED BY NONE", lambda r: r["owned"])
    yield of("logging", "logging", "SET UNLOGGED", lambda r: not r["owned"])
    yield Family("sequence.comment", SEQUENCES, lambda r: Mutation(
        f"COMMENT ON SEQUENCE {own(r)} IS 'mutant'", "change", key_of("sequence", r), ["comment"]))
    yield Family("sequence.added", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE SEQUENCE {q(r['s'])}.mutant", "drop", f"sequence:{r['s']}.mutant"))


def on_types():
    yield Family("enum.added_label", ENUMS, lambda r: Mutation(
        f"ALTER TYPE {own(r)} ADD VALUE 'mutant'", "change", key_of("enum", r), ["labels"])
        if not r["nested"] else None)
    yield Family("enum.added_first", ENUMS, lambda r: Mutation(
        f"ALTER TYPE {own(r)} ADD VALUE 'mutant' BEFORE '{r['label']}'", "change", key_of("enum", r), ["labels"])
        if r["label"] and "'" not in r["label"] and not r["nested"] else None)
    yield Family("enum.renamed_label", ENUMS, lambda r: Mutation(
        f"ALTER TYPE {own(r)} RENAME VALUE '{r['label']}' TO 'mutant'", "change", key_of("enum", r), ["labels"])
        if r["label"] and "'" not in r["label"] and not r["nested"] else None)
    yield Family("enum.comment", ENUMS, lambda r: Mutation(
        f"COMMENT ON TYPE {own(r)} IS 'mutant'", "change", key_of("enum", r), ["comment"]))
    yield Family("enum.added", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE TYPE {q(r['s'])}.mutant AS ENUM ('a')", "drop", f"enum:{r['s']}.mutant"))
    def domain(name, attribute, clause, when=lambda r: True):
        return Family("domain." + name, DOMAINS, lambda r: Mutation(
            f"ALTER DOMAIN {own(r)} {clause.format(ck=q(r['ck'] or ''), own=own(r), de=r['ck_def'])}", "change", key_of("domain", r), [attribute])
            if when(r) and not r["nested"] else None)
    yield domain("not_null", "nullable", "SET NOT NULL", lambda r: not r["nn"])
    yield domain("null", "nullable", "DROP NOT NULL", lambda r: r["nn"])
    yield domain("default", "default", "SET DEFAULT '7'", lambda r: not r["de"])
    yield domain("default_dropped", "default", "DROP DEFAULT", lambda r: r["de"])
    yield domain("check_added", "checks", "ADD CONSTRAINT mutant CHECK (VALUE IS NOT NULL OR pg_backend_pid() > 0)")
    yield domain("check_dropped", "checks", "DROP CONSTRAINT {ck}", lambda r: r["ck"])
    yield domain("check_renamed", "checks", "RENAME CONSTRAINT {ck} TO mutant", lambda r: r["ck"])
    yield domain("check_not_validated", "checks", "DROP CONSTRAINT {ck}; ALTER DOMAIN {own} ADD CONSTRAINT {ck} {de} NOT VALID",
                 lambda r: r["ck"] and "NOT VALID" not in r["ck_def"])
    yield Family("domain.comment", DOMAINS, lambda r: Mutation(
        f"COMMENT ON DOMAIN {own(r)} IS 'mutant'", "change", key_of("domain", r), ["comment"]))
    yield Family("domain.added", TABLES + " limit 1", lambda r: Mutation(
        f"CREATE DOMAIN {q(r['s'])}.mutant AS integer", "drop", f"domain:{r['s']}.mutant"))
    yield Family("type.attribute_added", TYPES, lambda r: Mutation(
        f"ALTER TYPE {own(r)} ADD ATTRIBUTE mutant integer", "change", key_of("type", r), ["attributes"])
        if r["tt"] == "c" and not r["typed"] else None)
    for name, clause in (("dropped", "DROP ATTRIBUTE {a}"), ("renamed", "RENAME ATTRIBUTE {a} TO mutant"),
                         ("type", "ALTER ATTRIBUTE {a} TYPE varchar(77)")):
        yield Family("type.attribute_" + name, TYPES, lambda r, clause=clause: Mutation(
            f"ALTER TYPE {own(r)} {clause.format(a=q(r['attribute']))}", "change", key_of("type", r), ["attributes"])
            if r["tt"] == "c" and r["attribute"] and not (r["typed"] or r["nested"] or r["used"]) else None)
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
    yield from on_sequences()
    yield from on_types()
