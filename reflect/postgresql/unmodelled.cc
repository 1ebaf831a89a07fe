// Reads unmodelled objects such as views, functions and triggers into the catalog.

#include <utility>

#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Reads views, materialized views, foreign tables, and the indexes on materialized views.
constexpr const char* kRelations = R"(
select case c.relkind when 'v' then 'view' when 'm' then 'materialized_view' else 'foreign_table' end,
       n.nspname, c.relname, null, null,
       case when c.reloptions is not null then format('WITH (%s) ', array_to_string(c.reloptions, ', ')) else '' end
       || case c.relkind
          when 'f' then (select format('(%s) SERVER %I OPTIONS (%s)', string_agg(
                                  format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                                         case when a.attnotnull then ' NOT NULL' else '' end),
                                  ', ' order by a.attnum), s.srvname, array_to_string(f.ftoptions, ', '))
                           from pg_foreign_table f
                           join pg_foreign_server s on s.oid = f.ftserver
                           left join pg_attribute a
                             on a.attrelid = f.ftrelid and a.attnum > 0 and not a.attisdropped
                          where f.ftrelid = c.oid
                          group by s.srvname, f.ftoptions)
          else pg_get_viewdef(c.oid) end
       || {comment on c.oid of pg_class}
       || coalesce((select string_agg(format(E'\nCOMMENT ON %I %L', a.attname, d.description), '' order by a.attnum)
                      from pg_attribute a
                      join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid
                                           and d.objsubid = a.attnum
                     where a.attrelid = c.oid and a.attnum > 0), '')
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('v', 'm', 'f') and c.relpersistence <> 't'
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
union all
select 'index', n.nspname, x.relname, n.nspname, c.relname, pg_get_indexdef(i.indexrelid) || {comment on x.oid of pg_class}
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_class x on x.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
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
                                g.agginitval, g.aggsortop::regoper)
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
              (select string_agg(case when r = 0 then 'public' else pg_get_userbyid(r)::text end, ', '
                                 order by pg_get_userbyid(r))
                 from unnest(p.polroles) r),
              pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
       || {comment on p.oid of pg_policy}
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
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
select 'statistics', n.nspname, s.stxname, tn.nspname, c.relname, pg_get_statisticsobjdef(s.oid) || {comment on s.oid of pg_statistic_ext}
  from pg_statistic_ext s
  join pg_namespace n on n.oid = s.stxnamespace
  join pg_class c on c.oid = s.stxrelid
  join pg_namespace tn on tn.oid = c.relnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')";

/// Reads objects of the whole database. What initdb creates (oids below 16384) belongs to the server.
constexpr const char* kOfDatabase = R"(
select 'publication', null, p.pubname, null, null,
       case when p.puballtables then 'FOR ALL TABLES' else format('FOR TABLE %s',
         (select string_agg(format('%I.%I', n.nspname, c.relname), ', ' order by n.nspname, c.relname)
            from pg_publication_rel r
            join pg_class c on c.oid = r.prrelid
            join pg_namespace n on n.oid = c.relnamespace
           where r.prpubid = p.oid)) end
       || format(' WITH (insert = %s, update = %s, delete = %s, truncate = %s, via_root = %s)', p.pubinsert,
                 p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot)
       || {comment on p.oid of pg_publication}
  from pg_publication p
union all
select 'subscription', null, s.subname, null, null, ''
  from pg_subscription s where s.subdbid = (select d.oid from pg_database d where d.datname = current_database())
union all
select 'event_trigger', null, t.evtname, null, null,
       format('ON %s TAGS %s EXECUTE FUNCTION %s ENABLED %s', t.evtevent, t.evttags, t.evtfoid::regproc, t.evtenabled)
       || {comment on t.oid of pg_event_trigger}
  from pg_event_trigger t
 where not exists (select from pg_depend e
                    where e.classid = 'pg_event_trigger'::regclass and e.objid = t.oid and e.deptype = 'e')
union all
select 'language', null, l.lanname, null, null, ''
  from pg_language l
 where l.oid >= 16384
   and not exists (select from pg_depend e
                    where e.classid = 'pg_language'::regclass and e.objid = l.oid and e.deptype = 'e')
union all
select 'foreign_data_wrapper', null, w.fdwname, null, null, ''
  from pg_foreign_data_wrapper w
 where not exists (select from pg_depend e
                    where e.classid = 'pg_foreign_data_wrapper'::regclass and e.objid = w.oid and e.deptype = 'e')
union all
select 'foreign_server', null, s.srvname, null, null, format('FOREIGN DATA WRAPPER %I', w.fdwname)
  from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw
union all
select 'access_method', null, a.amname, null, null, ''
  from pg_am a
 where a.oid >= 16384
   and not exists (select from pg_depend e
                    where e.classid = 'pg_am'::regclass and e.objid = a.oid and e.deptype = 'e'))";

/// Replaces every `{comment on OID of CATALOG}` by an expression, as the comment of an object is part of its
/// definition.
std::string with_comments(std::string query) {
  static constexpr std::string_view kBegin = "{comment on ";
  for (auto at = query.find(kBegin); at != std::string::npos; at = query.find(kBegin, at)) {
    const auto of = query.find(" of ", at);
    const auto end = query.find('}', of);
    const std::string object = query.substr(at + kBegin.size(), of - at - kBegin.size());
    const std::string catalog = query.substr(of + 4, end - of - 4);
    query.replace(
        at, end + 1 - at,
        "coalesce(E'\\nCOMMENT ' || quote_literal(obj_description(" + object + ", '" + catalog + "')), '')");
  }
  return query;
}

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

std::vector<CatalogQuery> unmodelled_queries() {
  return {{with_comments(kRelations), read_unmodelled},
          {with_comments(kRoutines), read_unmodelled},
          {with_comments(kOnTables), read_unmodelled},
          {with_comments(kOfDatabase), read_unmodelled}};
}

}  // namespace tenon
