// Reads foreign data wrappers, servers, user mappings and foreign tables as unmodelled objects; what may be
// secret in them stays on the server.

#include "reflect/postgresql/placeholders.h"
#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// A role that may not see the options of a user mapping is shown NULL by pg_user_mappings; there is no
/// definition then, so that it is not compared.
constexpr const char* kServers = R"(
select 'foreign_data_wrapper', null, w.fdwname, null, null,
       format('HANDLER %s VALIDATOR %s', w.fdwhandler::regproc, w.fdwvalidator::regproc) || {options of w.fdwoptions}
       || {comment on w.oid of pg_foreign_data_wrapper}
  from pg_foreign_data_wrapper w
 where not exists (select from pg_depend e
                    where e.classid = 'pg_foreign_data_wrapper'::regclass and e.objid = w.oid and e.deptype = 'e')
union all
select 'foreign_server', null, s.srvname, null, null,
       concat('TYPE ' || quote_literal(s.srvtype) || ' ', 'VERSION ' || quote_literal(s.srvversion) || ' ')
       || format('FOREIGN DATA WRAPPER %I', w.fdwname) || {options of s.srvoptions}
       || {comment on s.oid of pg_foreign_server}
  from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw
 where not exists (select from pg_depend e
                    where e.classid = 'pg_foreign_server'::regclass and e.objid = s.oid and e.deptype = 'e')
union all
select 'user_mapping', null, format('%I SERVER %I', u.usename, u.srvname), null, null,
       case when u.umoptions is not null or may.see then 'USER MAPPING' || {options of u.umoptions} end
  from pg_user_mappings u
  join pg_foreign_server s on s.oid = u.srvid
 cross join lateral (select (select r.rolsuper from pg_roles r where r.rolname = current_user)
                            or (u.umuser = 0 and pg_has_role(s.srvowner, 'USAGE'))
                            or (u.usename = current_user and (pg_has_role(s.srvowner, 'USAGE')
                                                              or has_server_privilege(s.oid, 'USAGE')))) may(see))";

/// The names of NOT NULL constraints (PostgreSQL 18) are left aside.
constexpr const char* kForeignTables = R"(
select 'foreign_table', n.nspname, c.relname, null, null,
       format('(%s) SERVER %I', concat_ws(', ',
         (select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) || concat(
                   case when a.attcollation <> t.typcollation then ' COLLATE ' || a.attcollation::regcollation end,
                   case when a.attnotnull then ' NOT NULL' end,
                   case when a.attgenerated = '' then ' DEFAULT ' else ' GENERATED ' || a.attgenerated::text || ' ' end
                   || pg_get_expr(d.adbin, d.adrelid),
                   {options of a.attfdwoptions},
                   case when not a.attislocal then ' INHERITED' end,
                   ' STATISTICS ' || nullif(a.attstattarget, -1),
                   case when a.attstorage <> t.typstorage then ' STORAGE ' || a.attstorage::text end,
                   ' SET ' || a.attoptions::text,
                   ' COMMENT ' || quote_literal(col_description(c.oid, a.attnum))), ', ' order by a.attnum)
            from pg_attribute a
            join pg_type t on t.oid = a.atttypid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
         (select string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid))
                            || coalesce(' COMMENT ' || quote_literal(obj_description(k.oid, 'pg_constraint')), ''),
                            ', ' order by k.conname)
            from pg_constraint k
           where k.conrelid = c.oid and k.contype = 'c' and k.conislocal)), s.srvname)
       || {options of f.ftoptions}
       || coalesce((select case when c.relispartition then ' PARTITION OF ' else ' INHERITS ' end
                           || string_agg(h.inhparent::regclass::text, ', ' order by h.inhseqno)
                      from pg_inherits h where h.inhrelid = c.oid), '')
       || coalesce(' ' || pg_get_expr(c.relpartbound, c.oid), '')
       || {comment on c.oid of pg_class}
  from pg_foreign_table f
  join pg_foreign_server s on s.oid = f.ftserver
  join pg_class c on c.oid = f.ftrelid
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))";

}  // namespace

std::vector<CatalogQuery> unmodelled_foreign_queries(int version) {
  return {{completed(kServers, version), read_unmodelled},
          {completed(kForeignTables, version), read_unmodelled}};
}

}  // namespace tenon
