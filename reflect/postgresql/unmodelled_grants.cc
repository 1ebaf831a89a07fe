// Reads privileges and default privileges as unmodelled objects.

#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Reads privileges on objects and columns that differ from the initial ones. The owner is printed as a
/// placeholder: ownership is not compared, and a restored dump may have another owner.
constexpr const char* kGrants = R"(
with held(class, object, column_name, kind, schema, name, on_table, owner, acl, born) as (
  select 'pg_class'::regclass::oid, c.oid, null::name, 'r', n.nspname, c.relname::text,
         c.relkind in ('r', 'p', 'f', 'v', 'm'), c.relowner, c.relacl,
         acldefault(case c.relkind when 'S' then 's'::"char" else 'r'::"char" end, c.relowner)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relacl is not null and c.relpersistence <> 't' and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
  union all
  select 'pg_class'::regclass::oid, c.oid, a.attname, 'c', n.nspname, c.relname::text, true, c.relowner, a.attacl,
         acldefault('c', c.relowner)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where a.attacl is not null and not a.attisdropped and c.relpersistence <> 't'
  union all
  select 'pg_proc'::regclass::oid, p.oid, null, 'f', n.nspname,
         format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), false, p.proowner, p.proacl,
         acldefault('f', p.proowner)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where p.proacl is not null
  union all
  select 'pg_type'::regclass::oid, t.oid, null, 'T', n.nspname, t.typname::text, false, t.typowner, t.typacl,
         acldefault('T', t.typowner)
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
   where t.typacl is not null
  union all
  select 'pg_namespace'::regclass::oid, n.oid, null, 'n', n.nspname, n.nspname::text, false, n.nspowner,
         coalesce(n.nspacl, acldefault('n', n.nspowner)),
         acldefault('n', n.nspowner) || case when n.nspname = 'public' then {public} else '{}' end
    from pg_namespace n
   where n.nspacl is not null or n.nspname = 'public'
), told as (
  select held.*, (select string_agg(entry, ', ' order by entry collate "C") from (
           select format('%s%s TO %s', x.privilege_type, case when x.is_grantable then ' WITH GRANT OPTION' end,
                         case x.grantee when 0 then 'public' when held.owner then 'its owner'
                              else quote_ident(pg_get_userbyid(x.grantee)::text) end)
             from aclexplode(held.acl) x) entries(entry)) as now,
         (select string_agg(entry, ', ' order by entry collate "C") from (
           select format('%s%s TO %s', x.privilege_type, case when x.is_grantable then ' WITH GRANT OPTION' end,
                         case x.grantee when 0 then 'public' when held.owner then 'its owner'
                              else quote_ident(pg_get_userbyid(x.grantee)::text) end)
             from aclexplode(held.born) x) entries(entry)) as at_birth
    from held
)
select 'grant', schema, name || coalesce('.' || column_name, ''), case when on_table then schema end,
       case when on_table then name end, coalesce(now, 'nothing')
  from told
 where now is distinct from at_birth and schema !~ '^pg_' and schema <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = told.class and e.objid = told.object and e.deptype in ('e', 'i')))";

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
  return {{filled(kGrants, "{public}", version >= 150000 ? use : use_and_create), read_unmodelled},
          {kDefaultPrivileges, read_unmodelled}};
}

}  // namespace tenon
