// Reads publications, subscriptions, event triggers, languages and access methods as unmodelled objects.

#include "reflect/postgresql/placeholders.h"
#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

constexpr const char* kPublications = R"(
select 'publication', null, p.pubname, null, null,
       case when p.puballtables then 'FOR ALL TABLES' else format('FOR TABLE %s',
         (select string_agg(r.prrelid::regclass
                            {since 15: || coalesce(' (' || (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                                                              from pg_attribute a
                                                             where a.attrelid = r.prrelid and a.attnum = any(r.prattrs)) || ')', '')
                                       || coalesce(' WHERE ' || pg_get_expr(r.prqual, r.prrelid), '')},
                            ', ' order by r.prrelid::regclass::text)
            from pg_publication_rel r
           where r.prpubid = p.oid)) end
       {since 15: || coalesce(', TABLES IN SCHEMA ' || (select string_agg(s.pnnspid::regnamespace::text, ', '
                                                                          order by s.pnnspid::regnamespace::text)
                                                          from pg_publication_namespace s where s.pnpubid = p.oid), '')}
       || format(' WITH (insert = %s, update = %s, delete = %s, truncate = %s, via_root = %s)', p.pubinsert,
                 p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot)
       {since 18: || case p.pubgencols when 'n' then '' else ' GENERATED COLUMNS ' || p.pubgencols::text end}
       || {comment on p.oid of pg_publication}
  from pg_publication p)";

/// What a subscription connects to and how; whether it is enabled is not part of it, as pg_dump does not
/// write it. The connection string holds a password, and is read only by who may read all of pg_subscription
/// (manual, section 51.55).
constexpr const char* kSubscriptions = R"(
select 'subscription', null, s.subname, null, null,
       format('CONNECTION %s PUBLICATION %s WITH (slot_name = %L, synchronous_commit = %L',
              {secret digest of s.subconninfo},
              (select string_agg(quote_ident(p), ', ' order by at) from unnest(s.subpublications) with ordinality u(p, at)),
              s.subslotname, s.subsynccommit)
       {since 14: || format(', binary = %s, streaming = %s', s.subbinary, s.substream)}
       {since 15: || format(', two_phase = %s, disable_on_error = %s', s.subtwophasestate <> 'd', s.subdisableonerr)}
       {since 16: || format(', password_required = %s, run_as_owner = %s, origin = %L', s.subpasswordrequired,
                            s.subrunasowner, s.suborigin)}
       {since 17: || format(', failover = %s', s.subfailover)}
       || ')' || {comment on s.oid of pg_subscription}
  from pg_subscription s where s.subdbid = (select d.oid from pg_database d where d.datname = current_database()))";

constexpr const char* kSubscriptionNames = R"(
select 'subscription', null, s.subname, null, null, ''
  from pg_subscription s where s.subdbid = (select d.oid from pg_database d where d.datname = current_database()))";

/// Reads other objects of the whole database. What initdb creates (oids below 16384) belongs to the server.
constexpr const char* kOthers = R"(
select 'event_trigger', null, t.evtname, null, null,
       format('ON %s TAGS %s EXECUTE FUNCTION %s ENABLED %s', t.evtevent, t.evttags, t.evtfoid::regproc, t.evtenabled)
       || {comment on t.oid of pg_event_trigger}
  from pg_event_trigger t
 where not exists (select from pg_depend e
                    where e.classid = 'pg_event_trigger'::regclass and e.objid = t.oid and e.deptype = 'e')
union all
select 'language', null, l.lanname, null, null,
       format('%sHANDLER %s INLINE %s VALIDATOR %s', case when l.lanpltrusted then 'TRUSTED ' end,
              l.lanplcallfoid::regproc, l.laninline::regproc, l.lanvalidator::regproc)
       || {comment on l.oid of pg_language}
  from pg_language l
 where l.oid >= 16384
   and not exists (select from pg_depend e
                    where e.classid = 'pg_language'::regclass and e.objid = l.oid and e.deptype = 'e')
union all
select 'access_method', null, a.amname, null, null,
       format('TYPE %s HANDLER %s', a.amtype, a.amhandler) || {comment on a.oid of pg_am}
  from pg_am a
 where a.oid >= 16384
   and not exists (select from pg_depend e
                    where e.classid = 'pg_am'::regclass and e.objid = a.oid and e.deptype = 'e')
union all
select 'transform', null, format('%s LANGUAGE %I', format_type(t.trftype, null), l.lanname), null, null,
       format('FROM SQL %s TO SQL %s', t.trffromsql::regprocedure, t.trftosql::regprocedure)
       || {comment on t.oid of pg_transform}
  from pg_transform t join pg_language l on l.oid = t.trflang
 where not exists (select from pg_depend e
                    where e.classid = 'pg_transform'::regclass and e.objid = t.oid and e.deptype = 'e'))";

}  // namespace

std::vector<CatalogQuery> unmodelled_database_queries(const CatalogReader& reader) {
  const char* subscriptions = reader.reads_subscriptions ? kSubscriptions : kSubscriptionNames;
  return {{completed(kPublications, reader.version), read_unmodelled},
          {completed(subscriptions, reader.version), read_unmodelled},
          {completed(kOthers, reader.version), read_unmodelled}};
}

}  // namespace tenon
