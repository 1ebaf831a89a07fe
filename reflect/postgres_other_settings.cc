#include "reflect/postgres_queries.h"

namespace tenon {

namespace {

/// Attributes of tables that the model does not hold yet, where they are not the default.
constexpr const char* kTableSettings = R"(
select s.kind, n.nspname, c.relname, n.nspname, c.relname, s.value
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_am am on am.oid = c.relam
  left join pg_tablespace ts on ts.oid = c.reltablespace
  cross join lateral (values
    ('row_security', case when c.relrowsecurity then 'ENABLED' end
                     || case when c.relforcerowsecurity then ' FORCED' else '' end),
    ('replica_identity', case c.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' when 'i' then
       (select format('USING INDEX %I', x.relname)
          from pg_index i join pg_class x on x.oid = i.indexrelid
         where i.indrelid = c.oid and i.indisreplident) end),
    ('clustered_on', (select x.relname::text from pg_index i join pg_class x on x.oid = i.indexrelid
                       where i.indrelid = c.oid and i.indisclustered)),
    ('table_access_method', case when c.relkind = 'r' and am.amname <> 'heap' then am.amname::text end),
    ('tablespace', ts.spcname::text),
    ('typed_table', case when c.reloftype <> 0 then format('OF %s', format_type(c.reloftype, null)) end)
  ) s(kind, value)
 where c.relkind in ('r', 'p') and c.relpersistence <> 't' and s.value is not null
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))";

/// Attributes of columns, and of index columns. Servers keep entries of their own among a column's options
/// (pg_*): nobody set those.
constexpr const char* kColumnSettings = R"(
select 'column_setting', n.nspname, format('%s.%s', c.relname, a.attname), n.nspname,
       coalesce(it.relname, c.relname),
       concat_ws(', ',
         case when i.indexrelid is null and a.attstorage <> t.typstorage then format('STORAGE %s', a.attstorage) end,
         {attcompression},
         case when coalesce(a.attstattarget, -1) >= 0 then format('STATISTICS %s', a.attstattarget) end,
         case when o.list is not null then format('OPTIONS (%s)', o.list) end)
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid
  left join pg_index i on i.indexrelid = c.oid
  left join pg_class it on it.oid = i.indrelid
  left join lateral (select string_agg(x, ', ' order by x) as list
                       from unnest(a.attoptions) x where x !~ '^pg_') o on a.attoptions is not null
 where c.relkind in ('r', 'p', 'i', 'I') and a.attnum > 0 and not a.attisdropped and c.relpersistence <> 't'
   and ((i.indexrelid is null and a.attstorage <> t.typstorage) or {attcompression} is not null
        or coalesce(a.attstattarget, -1) >= 0 or o.list is not null)
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = coalesce(it.oid, c.oid)
                      and e.deptype = 'e'))";

}  // namespace

std::vector<CatalogQuery> other_setting_queries(int version) {
  const char* compression =
      version >= 140000
          ? "case when a.attcompression <> '' then format('COMPRESSION %s', a.attcompression) end"
          : "null::text";
  std::string columns = filled(kColumnSettings, "{attcompression}", compression);
  columns = filled(std::move(columns), "{attcompression}", compression);
  return {{kTableSettings, read_others}, {std::move(columns), read_others}};
}

}  // namespace tenon
