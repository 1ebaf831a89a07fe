// Reads views, routines and what stands on tables as unmodelled objects.

#include <utility>

#include "reflect/postgresql/placeholders.h"
#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Reads views and materialized views with what ALTER can set on them and their columns, and the indexes on
/// materialized views.
constexpr const char* kRelations = R"(
select case c.relkind when 'v' then 'view' else 'materialized_view' end, n.nspname, c.relname, null, null,
       case when c.reloptions is not null then format('WITH (%s) ', array_to_string(c.reloptions, ', ')) else '' end
       || pg_get_viewdef(c.oid)
       || concat(E'\nTOAST ' || (select t.reloptions::text from pg_class t where t.oid = c.reltoastrelid),
                 E'\nUSING ' || (select quote_ident(m.amname) from pg_am m where m.oid = c.relam and m.amname <> 'heap'),
                 E'\nTABLESPACE ' || quote_ident(ts.spcname),
                 case when c.relkind = 'm' and c.relreplident in ('f', 'n') then E'\nREPLICA IDENTITY ' || c.relreplident::text end)
       || {comment on c.oid of pg_class}
       || coalesce((select string_agg(format(E'\nCOMMENT ON %I %L', a.attname, d.description), '' order by a.attnum)
                      from pg_attribute a
                      join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid
                                           and d.objsubid = a.attnum
                     where a.attrelid = c.oid and a.attnum > 0), '')
       || coalesce((select string_agg(format(E'\nCOLUMN %I', a.attname) || s.settings, '' order by a.attnum)
                      from pg_attribute a
                      join pg_type t on t.oid = a.atttypid
                      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                     cross join lateral (select concat(
                             ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
                             ' STATISTICS ' || nullif(a.attstattarget, -1),
                             case when a.attstorage <> t.typstorage then ' STORAGE ' || a.attstorage::text end,
                             {since 14: ' COMPRESSION ' || nullif(a.attcompression::text, ''),}
                             ' OPTIONS ' || a.attoptions::text)) s(settings)
                     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and s.settings <> ''), '')
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_tablespace ts on ts.oid = c.reltablespace
 where c.relkind in ('v', 'm') and c.relpersistence <> 't'
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
union all
select 'index', n.nspname, x.relname, n.nspname, c.relname,
       pg_get_indexdef(i.indexrelid)
       || concat(case when i.indisclustered then ' CLUSTERED' end,
                 case when i.indisreplident then ' REPLICA IDENTITY' end,
                 ' TABLESPACE ' || quote_ident(ts.spcname),
                 ' STATISTICS ' || (select string_agg(format('%s %s', a.attnum, a.attstattarget), ', ' order by a.attnum)
                                      from pg_attribute a where a.attrelid = x.oid and a.attstattarget >= 0))
       || {comment on x.oid of pg_class}
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_class x on x.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_tablespace ts on ts.oid = x.reltablespace
 where c.relkind = 'm' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))";

/// Reads routines; the argument types distinguish overloaded ones.
constexpr const char* kRoutines = R"(
select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, n.nspname,
       format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), null, null,
       case when p.prokind = 'a'
            then (select format('SFUNC = %s, STYPE = %s, FINALFUNC = %s, COMBINEFUNC = %s, INITCOND = %L, SORTOP = %s',
                                g.aggtransfn, format_type(g.aggtranstype, null), g.aggfinalfn, g.aggcombinefn,
                                g.agginitval, g.aggsortop::regoperator)
                         || format(', KIND = %s %s, FINAL = %s %s, SPACE = %s, SERIALFUNC = %s, DESERIALFUNC = %s, PARALLEL = %s',
                                   g.aggkind, g.aggnumdirectargs, g.aggfinalextra, g.aggfinalmodify, g.aggtransspace,
                                   g.aggserialfn, g.aggdeserialfn, p.proparallel)
                         || format(', MSFUNC = %s, MINVFUNC = %s, MSTYPE = %s, MFINALFUNC = %s, MINITCOND = %L, MFINAL = %s %s, MSPACE = %s',
                                   g.aggmtransfn, g.aggminvtransfn, format_type(g.aggmtranstype, null), g.aggmfinalfn,
                                   g.aggminitval, g.aggmfinalextra, g.aggmfinalmodify, g.aggmtransspace)
                    from pg_aggregate g where g.aggfnoid = p.oid)
            else pg_get_functiondef(p.oid) end
       || {comment on p.oid of pg_proc}
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype in ('e', 'i')))";

/// Reads objects that belong to a table. The trigger that a partition has from its parent belongs to the
/// parent.
constexpr const char* kOnTables = R"(
select 'trigger', n.nspname, t.tgname, n.nspname, c.relname,
       pg_get_triggerdef(t.oid)
       || case t.tgenabled when 'D' then ' DISABLED' when 'A' then ' ALWAYS' when 'R' then ' REPLICA' else '' end
       || {comment on t.oid of pg_trigger}
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
 where not t.tgisinternal and t.tgparentid = 0 and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_trigger'::regclass and e.objid = t.oid and e.deptype = 'e')
union all
select 'policy', n.nspname, p.polname, n.nspname, c.relname,
       format('AS %s FOR %s TO %s USING (%s) WITH CHECK (%s)',
              case when p.polpermissive then 'PERMISSIVE' else 'RESTRICTIVE' end,
              case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE'
                            when 'd' then 'DELETE' else 'ALL' end,
              (select string_agg(case when r = 0 then 'public' else quote_ident(pg_get_userbyid(r)::text) end, ', '
                                 order by pg_get_userbyid(r))
                 from unnest(p.polroles) r),
              pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
       || {comment on p.oid of pg_policy}
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
union all
select 'rule', n.nspname, r.rulename, n.nspname, c.relname,
       pg_get_ruledef(r.oid)
       || case r.ev_enabled when 'D' then ' DISABLED' when 'A' then ' ALWAYS' when 'R' then ' REPLICA' else '' end
       || {comment on r.oid of pg_rewrite}
  from pg_rewrite r
  join pg_class c on c.oid = r.ev_class
  join pg_namespace n on n.oid = c.relnamespace
 where r.rulename <> '_RETURN' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_rewrite'::regclass and e.objid = r.oid and e.deptype = 'e')
union all
select 'statistics', n.nspname, s.stxname, tn.nspname, c.relname,
       pg_get_statisticsobjdef(s.oid) || coalesce(' STATISTICS ' || nullif(s.stxstattarget, -1), '')
       || {comment on s.oid of pg_statistic_ext}
  from pg_statistic_ext s
  join pg_namespace n on n.oid = s.stxnamespace
  join pg_class c on c.oid = s.stxrelid
  join pg_namespace tn on tn.oid = c.relnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')";

}  // namespace

void read_unmodelled(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    UnmodelledObject other;
    other.kind = in.text();
    other.name = in.qualified();
    other.table = in.qualified();
    other.definition = in.text();
    draft.catalog.unmodelled.push_back(std::move(other));
  }
}

std::vector<CatalogQuery> unmodelled_queries(int version) {
  return {{completed(kRelations, version), read_unmodelled},
          {completed(kRoutines, version), read_unmodelled},
          {completed(kOnTables, version), read_unmodelled}};
}

}  // namespace tenon
