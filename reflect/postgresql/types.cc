// Reads extensions, domains, composite types and ranges into the catalog.

#include <utility>

#include "model/dialect.h"
#include "reflect/postgresql/queries.h"
#include "sql/key.h"

namespace tenon {

namespace {

/// Extensions that initdb creates (oids below 16384) belong to the server. pg_extension_update_paths() fails
/// for an extension whose files are missing, so it is not called for those.
constexpr const char* kExtensions = R"(
select x.extname, n.nspname, x.extversion,
       case when exists (select from pg_available_extensions() a where a.name = x.extname)
            then (select array_agg(p.source || '--' || p.target)
                    from pg_extension_update_paths(x.extname) p where p.path is not null) end
  from pg_extension x join pg_namespace n on n.oid = x.extnamespace
 where x.oid >= 16384)";

/// One row for each check, and one for a domain without checks.
constexpr const char* kDomains = R"(
select t.oid, n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod), cn.nspname, co.collname, t.typnotnull,
       pg_get_expr(t.typdefaultbin, 0), d.description, k.conname, pg_get_expr(k.conbin, 0), k.convalidated, kd.description
  from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
  join pg_type b on b.oid = t.typbasetype
  left join pg_collation co on co.oid = t.typcollation and t.typcollation <> b.typcollation
  left join pg_namespace cn on cn.oid = co.collnamespace
  left join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid and d.objsubid = 0
  left join pg_constraint k on k.contypid = t.oid and k.contype = 'c'
  left join pg_description kd on kd.classoid = 'pg_constraint'::regclass and kd.objoid = k.oid and kd.objsubid = 0
 where t.typtype = 'd' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e')
 order by t.oid, k.conname)";

/// One row for each attribute, and one for a type without attributes.
constexpr const char* kCompositeTypes = R"(
select t.oid, n.nspname, t.typname, d.description, a.attname, format_type(a.atttypid, a.atttypmod), cn.nspname,
       co.collname
  from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
  join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
  left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_type b on b.oid = a.atttypid
  left join pg_collation co on co.oid = a.attcollation and a.attcollation <> b.typcollation
  left join pg_namespace cn on cn.oid = co.collnamespace
  left join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid and d.objsubid = 0
 where t.typtype = 'c' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e')
 order by t.oid, a.attnum)";

/// An operator class or collation is read if it is not the default of the subtype.
constexpr const char* kRangeTypes = R"(
select n.nspname, t.typname, format_type(r.rngsubtype, null), d.description,
       case when not o.opcdefault then format('%I.%I', opn.nspname, o.opcname) end,
       case when r.rngcollation <> s.typcollation then format('%I.%I', cn.nspname, co.collname) end,
       case when r.rngcanonical <> 0 then r.rngcanonical::regproc::text end,
       case when r.rngsubdiff <> 0 then r.rngsubdiff::regproc::text end,
       {multirange}
  from pg_range r
  join pg_type t on t.oid = r.rngtypid
  join pg_namespace n on n.oid = t.typnamespace
  join pg_type s on s.oid = r.rngsubtype
  join pg_opclass o on o.oid = r.rngsubopc
  join pg_namespace opn on opn.oid = o.opcnamespace
  left join pg_collation co on co.oid = r.rngcollation
  left join pg_namespace cn on cn.oid = co.collnamespace
  {join}
  left join pg_description d on d.classoid = 'pg_type'::regclass and d.objoid = t.oid and d.objsubid = 0
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e'))";

void read_extensions(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    Extension made;
    made.name = in.name();
    made.schema = in.name();
    made.version = in.text();
    made.updates = std::optional(in.texts());
    draft.catalog.extensions.push_back(std::move(made));
  }
}

Domain domain_of(RowReader& in) {
  Domain made;
  made.name = in.qualified();
  made.type = type(in.text(), kPostgresql);
  made.collation = in.searched();
  made.nullable = !in.flag();
  if (const auto text = in.optional_text()) made.default_value = expression(*text, kPostgresql);
  made.comment = in.text();
  return made;
}

void read_domains(const pqxx::result& rows, CatalogDraft& draft) {
  Oid last = 0;
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    const Oid oid = in.oid();
    Domain made = domain_of(in);
    if (oid != last) draft.catalog.domains.push_back(std::move(made));
    last = oid;
    DomainCheck check;
    check.name = in.name();
    check.sqltext = expression(in.text(), kPostgresql);
    check.validated = in.flag();
    check.comment = in.text();
    if (!check.name.empty()) draft.catalog.domains.back().checks.push_back(std::move(check));
  }
}

void read_composite_types(const pqxx::result& rows, CatalogDraft& draft) {
  Oid last = 0;
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    const Oid oid = in.oid();
    CompositeType made;
    made.name = in.qualified();
    made.comment = in.text();
    if (oid != last) draft.catalog.composite_types.push_back(std::move(made));
    last = oid;
    TypeAttribute attribute;
    attribute.name = in.name();
    if (attribute.name.empty()) continue;
    attribute.type = type(in.text(), kPostgresql);
    attribute.collation = in.searched();
    draft.catalog.composite_types.back().attributes.push_back(std::move(attribute));
  }
}

void read_range_types(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    RangeType made;
    made.name = in.qualified();
    made.subtype = type(in.text(), kPostgresql);
    made.comment = in.text();
    for (const char* key :
         {"subtype_opclass", "collation", "canonical", "subtype_diff", "multirange_type_name"})
      made.options = with_option(std::move(made.options), key, in.text());
    draft.catalog.range_types.push_back(std::move(made));
  }
}

/// The name of the multirange type is read if it is not the one that the server derives.
std::string range_types(int version) {
  const bool has_multiranges = version >= 140000;
  std::string sql = filled(kRangeTypes, "{join}",
                           has_multiranges ? "join pg_type m on m.oid = r.rngmultitypid\n"
                                             "  join pg_namespace mn on mn.oid = m.typnamespace"
                                           : "");
  return filled(
      std::move(sql), "{multirange}",
      has_multiranges
          ? "case when mn.oid <> n.oid or m.typname::text <> case when t.typname ~ 'range' "
            "then regexp_replace(t.typname, 'range', 'multirange') "
            "else left(t.typname, 52) || '_multirange' end then format('%I.%I', mn.nspname, m.typname) end"
          : "null::text");
}

}  // namespace

std::vector<CatalogQuery> type_queries(int version) {
  return {{kExtensions, read_extensions},
          {kDomains, read_domains},
          {kCompositeTypes, read_composite_types},
          {range_types(version), read_range_types}};
}

}  // namespace tenon
