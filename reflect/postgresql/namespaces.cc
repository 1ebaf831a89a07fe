// Reads schemas and enums into the catalog.

#include <utility>

#include "model/dialect.h"
#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// The comment that initdb sets on schema public is not declared by anybody.
constexpr const char* kSchemas = R"(
select n.nspname,
       case when n.nspname = 'public' and d.description = 'standard public schema' then '' else d.description end
  from pg_namespace n
  left join pg_description d on d.classoid = 'pg_namespace'::regclass and d.objoid = n.oid and d.objsubid = 0
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_namespace'::regclass and e.objid = n.oid and e.deptype = 'e'))";

constexpr const char* kEnums = R"(
select t.oid, n.nspname, t.typname, d.description, e.enumlabel
  from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
  left join pg_enum e on e.enumtypid = t.oid
  left join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid and d.objsubid = 0
 where t.typtype = 'e' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend x
                    where x.classid = 'pg_type'::regclass and x.objid = t.oid and x.deptype = 'e')
 order by t.oid, e.enumsortorder)";

void read_schemas(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    Schema schema;
    schema.name = in.name();
    schema.comment = in.text();
    draft.catalog.schemas.push_back(std::move(schema));
  }
}

void read_enums(const pqxx::result& rows, CatalogDraft& draft) {
  Oid last = 0;
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    const Oid oid = in.oid();
    QualifiedName name = in.qualified();
    std::string comment = in.text();
    if (oid != last) {
      Enum made;
      made.name = std::move(name);
      made.comment = std::move(comment);
      draft.catalog.enums.push_back(std::move(made));
      last = oid;
    }
    if (auto label = in.optional_text()) draft.catalog.enums.back().labels.push_back(*std::move(label));
  }
}

}  // namespace

std::vector<CatalogQuery> namespace_queries() { return {{kSchemas, read_schemas}, {kEnums, read_enums}}; }

}  // namespace tenon
