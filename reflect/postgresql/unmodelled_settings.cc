// Reads settings of tables, indexes and sequences that the model does not hold as unmodelled objects.

#include "reflect/postgresql/placeholders.h"
#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Reads attributes of tables and indexes that the model does not hold, if they are not the default: the
/// composite type of a typed table, and the settings of an index of a partition that belongs to an index of
/// the parent.
constexpr const char* kTableSettings = R"(
select 'typed_table', n.nspname, c.relname, n.nspname, c.relname, format('OF %s', format_type(c.reloftype, null))
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.reloftype <> 0
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
union all
select 'index_setting', n.nspname, x.relname, n.nspname, c.relname,
       s.settings
  from pg_index i
  join pg_class x on x.oid = i.indexrelid and x.relispartition
  join pg_class c on c.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_inherits h on h.inhrelid = x.oid
  join pg_class p on p.oid = h.inhparent
  left join pg_tablespace ts on ts.oid = x.reltablespace
 cross join lateral (select concat_ws(', ', case when i.indisreplident then 'REPLICA IDENTITY' end,
                                      case when i.indisclustered then 'CLUSTERED' end,
                                      'TABLESPACE ' || quote_ident(ts.spcname),
                                      case when x.reloptions is distinct from p.reloptions
                                           then 'WITH ' || coalesce(x.reloptions, '{}')::text end,
                                      'STATISTICS ' || (select string_agg(format('%s %s', a.attnum, a.attstattarget), ' '
                                                                          order by a.attnum)
                                                          from pg_attribute a
                                                         where a.attrelid = x.oid and a.attstattarget >= 0))) s(settings)
 where s.settings <> ''
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))";

/// Reads the identity sequences whose persistence differs from that of their table (PostgreSQL 15).
constexpr const char* kSequenceSettings = R"(
select 'sequence_setting', n.nspname, s.relname, tn.nspname, t.relname,
       case s.relpersistence when 'u' then 'UNLOGGED' else 'LOGGED' end
  from pg_class s
  join pg_namespace n on n.oid = s.relnamespace
  join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.objsubid = 0
                  and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype = 'i'
  join pg_class t on t.oid = d.refobjid
  join pg_namespace tn on tn.oid = t.relnamespace
 where s.relkind = 'S' and current_setting('server_version_num')::int >= 150000
   and s.relpersistence <> t.relpersistence
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = s.oid and e.deptype = 'e'))";

/// Reads which partitions have a part of an index that is not valid yet (created ON ONLY), as ALTER INDEX ...
/// ATTACH PARTITION leaves it. Of a valid index every partition has one.
constexpr const char* kIndexParts = R"(
select 'index_part', pn.nspname, p.relname, n.nspname, t.relname, 'ATTACHED'
  from pg_index i
  join pg_class c on c.oid = i.indexrelid and c.relispartition
  join pg_class t on t.oid = i.indrelid
  join pg_namespace n on n.oid = t.relnamespace
  join pg_inherits h on h.inhrelid = c.oid
  join pg_index w on w.indexrelid = h.inhparent and not w.indisvalid
  join pg_class p on p.oid = w.indexrelid
  join pg_namespace pn on pn.oid = p.relnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = t.oid and e.deptype = 'e'))";

/// Reads operator class parameters of an attached index that differ from those of its parent.
constexpr const char* kIndexColumnSettings = R"(
select 'column_setting', n.nspname, format('%s.%s', c.relname, a.attname), n.nspname, t.relname,
       format('OPTIONS (%s)', o.list)
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid and c.relispartition
  join pg_namespace n on n.oid = c.relnamespace
  join pg_index i on i.indexrelid = c.oid
  join pg_class t on t.oid = i.indrelid
  join pg_inherits h on h.inhrelid = c.oid
  join pg_attribute p on p.attrelid = h.inhparent and p.attnum = a.attnum
  cross join lateral (select coalesce(string_agg(x, ', ' order by x), '') as list
                        from unnest(a.attoptions) x where x !~ '^pg_') o
  cross join lateral (select coalesce(string_agg(x, ', ' order by x), '') as list
                        from unnest(p.attoptions) x where x !~ '^pg_') above
 where c.relkind in ('i', 'I') and o.list <> above.list
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = t.oid and e.deptype = 'e'))";

/// Reads what partitions have made of the triggers of their parents.
constexpr const char* kTriggerSettings = R"(
select 'trigger_setting', n.nspname, t.tgname, n.nspname, c.relname,
       format('ENABLED %s', t.tgenabled) || {comment on t.oid of pg_trigger}
  from pg_trigger t
  join pg_trigger p on p.oid = t.tgparentid
  join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
 where not p.tgisinternal and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and (t.tgenabled <> p.tgenabled or obj_description(t.oid, 'pg_trigger') is not null)
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))";

}  // namespace

std::vector<CatalogQuery> unmodelled_setting_queries(int version) {
  return {{kTableSettings, read_unmodelled},
          {kSequenceSettings, read_unmodelled},
          {kIndexParts, read_unmodelled},
          {kIndexColumnSettings, read_unmodelled},
          {completed(kTriggerSettings, version), read_unmodelled}};
}

}  // namespace tenon
