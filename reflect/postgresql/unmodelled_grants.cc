// Reads privileges and default privileges as unmodelled objects.

#include <utility>

#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Reads privileges on objects and columns that differ from the initial ones: those that the server's own
/// objects and members of extensions were made with (manual, section 51.28), and for others those of a new
/// object. The owner is printed as a placeholder: ownership is not compared, and a restored dump may have
/// another owner. Of the server's own objects those of pg_catalog are read, as pg_dump does.
constexpr const char* kGrants = R"(
with held(class, object, part, column_name, kind, schema, name, on_table, owner, acl, born) as (
  select 'pg_class'::regclass::oid, c.oid, 0, null::name, 'r', n.nspname, c.relname::text,
         c.relkind in ('r', 'p', 'f', 'v', 'm'), c.relowner, c.relacl,
         acldefault(case c.relkind when 'S' then 's'::"char" else 'r'::"char" end, c.relowner)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relacl is not null and c.relpersistence <> 't' and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
  union all
  select 'pg_class'::regclass::oid, c.oid, a.attnum, a.attname, 'c', n.nspname, c.relname::text, true, c.relowner,
         a.attacl, acldefault('c', c.relowner)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where a.attacl is not null and not a.attisdropped and c.relpersistence <> 't'
  union all
  select 'pg_proc'::regclass::oid, p.oid, 0, null, 'f', n.nspname,
         format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), false, p.proowner, p.proacl,
         acldefault('f', p.proowner)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where p.proacl is not null
  union all
  select 'pg_type'::regclass::oid, t.oid, 0, null, 'T', n.nspname, t.typname::text, false, t.typowner, t.typacl,
         acldefault('T', t.typowner)
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
   where t.typacl is not null
     and not exists (select from pg_depend e
                      where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'i')
  union all
  select 'pg_namespace'::regclass::oid, n.oid, 0, null, 'n', n.nspname, n.nspname::text, false, n.nspowner,
         coalesce(n.nspacl, acldefault('n', n.nspowner)),
         acldefault('n', n.nspowner) || case when n.nspname = 'public' then {public} else '{}' end
    from pg_namespace n
   where n.nspacl is not null or n.nspname = 'public'
  union all
  select 'pg_language'::regclass::oid, l.oid, 0, null, 'l', null, l.lanname::text, false, l.lanowner, l.lanacl,
         acldefault('l', l.lanowner)
    from pg_language l
   where l.lanacl is not null
  union all
  select 'pg_foreign_data_wrapper'::regclass::oid, w.oid, 0, null, 'F', null, w.fdwname::text, false, w.fdwowner,
         w.fdwacl, acldefault('F', w.fdwowner)
    from pg_foreign_data_wrapper w
   where w.fdwacl is not null
  union all
  select 'pg_foreign_server'::regclass::oid, s.oid, 0, null, 'S', null, s.srvname::text, false, s.srvowner,
         s.srvacl, acldefault('S', s.srvowner)
    from pg_foreign_server s
   where s.srvacl is not null
), changed(class, object, column_name, kind, schema, name, on_table, owner, acl, born) as (
  select h.class, h.object, h.column_name, h.kind, h.schema, h.name, h.on_table, h.owner, h.acl,
         case when h.schema = 'public' and h.kind = 'n' then h.born else coalesce(i.initprivs, h.born) end
    from held h
    left join pg_init_privs i on i.classoid = h.class and i.objoid = h.object and i.objsubid = h.part
   where h.acl is distinct from coalesce(i.initprivs, h.born) or h.kind = 'n'
), told as (
  select changed.*, (select string_agg(entry, ', ' order by entry collate "C") from ({entries of changed.acl}) a) as now,
         (select string_agg(entry, ', ' order by entry collate "C") from ({entries of changed.born}) b) as at_birth
    from changed
)
select case when schema = 'pg_catalog' then 'system_grant'
            when exists (select from pg_depend e
                          where e.classid = told.class and e.objid = told.object and e.deptype = 'e') then 'extension_grant'
            else 'grant' end,
       schema, name || coalesce('.' || column_name, ''), case when on_table then schema end,
       case when on_table then name end, coalesce(now, 'nothing')
  from told
 where now is distinct from at_birth
   and (schema is null or schema = 'pg_catalog' or schema !~ '^pg_' and schema <> 'information_schema'))";

/// One entry of an access control list a row; who granted it is said where that is not the owner.
constexpr const char* kEntries = R"(
    select format('%s%s TO %s%s', x.privilege_type, case when x.is_grantable then ' WITH GRANT OPTION' end,
                  case x.grantee when 0 then 'public' when changed.owner then 'its owner'
                       else quote_ident(pg_get_userbyid(x.grantee)::text) end,
                  case when x.grantor <> changed.owner
                       then ' BY ' || quote_ident(pg_get_userbyid(x.grantor)::text) end) as entry
      from aclexplode(ACL) x)";

/// Reads the default privileges of objects created later.
constexpr const char* kDefaultPrivileges = R"(
select 'default_privilege', n.nspname,
       format('%s of %s', case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
                               when 'T' then 'types' when 'n' then 'schemas' else d.defaclobjtype::text end,
              pg_get_userbyid(d.defaclrole)), null, null,
       coalesce((select string_agg(format('%s%s TO %s', x.privilege_type,
                                          case when x.is_grantable then ' WITH GRANT OPTION' end,
                                          case x.grantee when 0 then 'public'
                                               else quote_ident(pg_get_userbyid(x.grantee)::text) end),
                                   ', ' order by x.privilege_type, x.grantee::regrole::text)
                   from aclexplode(d.defaclacl) x), 'nothing')
  from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace)";

}  // namespace

std::vector<CatalogQuery> unmodelled_grant_queries(int version) {
  // Everybody has these privileges in the schema public of a new database.
  const char* use = "array[makeaclitem(0, n.nspowner, 'USAGE', false)]";
  const char* use_and_create =
      "array[makeaclitem(0, n.nspowner, 'USAGE', false), makeaclitem(0, n.nspowner, 'CREATE', false)]";
  std::string grants = filled(kGrants, "{public}", version >= 150000 ? use : use_and_create);
  grants = filled(std::move(grants), "{entries of changed.acl}", filled(kEntries, "ACL", "changed.acl"));
  grants = filled(std::move(grants), "{entries of changed.born}", filled(kEntries, "ACL", "changed.born"));
  return {{std::move(grants), read_unmodelled}, {kDefaultPrivileges, read_unmodelled}};
}

}  // namespace tenon
