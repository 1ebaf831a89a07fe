// Reads which user objects depend on members of extensions.

#include "reflect/postgresql/extension_users.h"

#include "model/dialect.h"

namespace tenon {

namespace {

/// The array type of an extension's type is not a member of the extension, but is dropped with its element
/// type.
constexpr const char* kUsers = R"(
with member as (
  select e.refobjid as extension, e.classid, e.objid
    from pg_depend e where e.refclassid = 'pg_extension'::regclass and e.deptype = 'e'
  union all
  select e.refobjid, e.classid, t.typarray
    from pg_depend e join pg_type t on t.oid = e.objid and t.typarray <> 0
   where e.refclassid = 'pg_extension'::regclass and e.deptype = 'e' and e.classid = 'pg_type'::regclass
  union all
  select x.oid, 'pg_extension'::regclass, x.oid from pg_extension x
), used as (
  select distinct m.extension, d.classid, d.objid, d.objsubid
    from member m join pg_depend d on d.refclassid = m.classid and d.refobjid = m.objid and d.deptype in ('n', 'a')
   where not exists (select from pg_depend o
                      where o.classid = d.classid and o.objid = d.objid and o.deptype = 'e')
), placed as (
  select u.extension, case when c.relkind in ('i', 'I') then i.indrelid else c.oid end as relation,
         case when c.relkind in ('i', 'I') then c.relname else a.attname end as part, 0::oid as type
    from used u join pg_class c on u.classid = 'pg_class'::regclass and c.oid = u.objid
    left join pg_index i on i.indexrelid = c.oid
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = u.objsubid and u.objsubid > 0
  union
  select u.extension, d.adrelid, a.attname, 0
    from used u join pg_attrdef d on u.classid = 'pg_attrdef'::regclass and d.oid = u.objid
    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  union
  select u.extension, k.conrelid, k.conname, k.contypid
    from used u join pg_constraint k on u.classid = 'pg_constraint'::regclass and k.oid = u.objid
  union
  select u.extension, 0, '', u.objid from used u where u.classid = 'pg_type'::regclass
)
select x.extname, n.nspname, c.relname, case when c.relkind = 'c' then '' else p.part end
  from placed p join pg_extension x on x.oid = p.extension
  join pg_class c on c.oid = p.relation join pg_namespace n on n.oid = c.relnamespace
union all
select x.extname, n.nspname, t.typname, ''
  from placed p join pg_extension x on x.oid = p.extension
  join pg_type t on t.oid = p.type join pg_namespace n on n.oid = t.typnamespace
union all
select x.extname, '', o.extname, ''
  from used u join pg_extension x on x.oid = u.extension
  join pg_extension o on u.classid = 'pg_extension'::regclass and o.oid = u.objid
 order by 1, 2, 3, 4)";

constexpr const char* kAvailable = "select name from pg_available_extensions";

}  // namespace

std::vector<Name> unavailable_extensions(PostgresConnection& connection, std::vector<Name> wanted) {
  return connection.guarded("look for extensions that can be created", [&] {
    ReadOnlyTransaction transaction(connection, "pg_catalog");
    for (const auto& row : transaction->exec(kAvailable))
      std::erase(wanted, kPostgresql.name_of(row[0].c_str()));
    transaction.commit();
    return std::move(wanted);
  });
}

std::vector<ExtensionUser> extension_users_of(PostgresConnection& connection) {
  return connection.guarded("look for what uses the extensions", [&] {
    std::vector<ExtensionUser> found;
    ReadOnlyTransaction transaction(connection, "pg_catalog");
    for (const auto& row : transaction->exec(kUsers))
      found.push_back({kPostgresql.name_of(row[0].c_str()),
                       {kPostgresql.name_of(row[1].c_str()), kPostgresql.name_of(row[2].c_str())},
                       kPostgresql.name_of(row[3].c_str())});
    transaction.commit();
    return found;
  });
}

}  // namespace tenon
