// Reads what is attached to objects, compared or not, as unmodelled objects: comments that the model does not
// hold, security labels, and dependencies on extensions.

#include "reflect/postgresql/queries.h"

namespace tenon {

namespace {

/// Reads comments that the model does not hold: on inherited constraints. (pg_dump does not write a comment
/// on an inherited check.)
constexpr const char* kComments = R"(
select 'constraint_comment', n.nspname, o.conname, n.nspname, c.relname, quote_literal(d.description)
  from pg_description d
  join pg_constraint o on o.oid = d.objoid
  join pg_class c on c.oid = o.conrelid
  join pg_namespace n on n.oid = c.relnamespace
 where d.classoid = 'pg_constraint'::regclass
   and o.conparentid <> 0
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
union all
select 'index_comment', n.nspname, x.relname, n.nspname, c.relname, quote_literal(d.description)
  from pg_description d
  join pg_index i on i.indexrelid = d.objoid
  join pg_class x on x.oid = i.indexrelid
  join pg_class c on c.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
 where d.classoid = 'pg_class'::regclass and d.objsubid = 0 and c.relkind in ('r', 'p')
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and x.relispartition
   and not exists (select from pg_depend e
                    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))";

/// Reads comments on attributes of composite types.
constexpr const char* kAttributeComments = R"(
select 'attribute_comment', n.nspname, format('%s.%s', c.relname, a.attname), null, null, quote_literal(d.description)
  from pg_description d
  join pg_class c on c.oid = d.objoid and c.relkind = 'c'
  join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
  join pg_namespace n on n.oid = c.relnamespace
 where d.classoid = 'pg_class'::regclass and d.objsubid > 0
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_depend e
                    where e.classid = 'pg_type'::regclass and e.objid = c.reltype and e.deptype = 'e'))";

/// Reads comments on extensions that are not the ones that the extensions came with.
constexpr const char* kExtensionComments = R"(
select 'extension_comment', null, x.extname, null, null, coalesce(quote_literal(x.comment), 'NONE')
  from (select e.extname, obj_description(e.oid, 'pg_extension') as comment
          from pg_extension e where e.oid >= 16384) x
  left join pg_available_extensions() a on a.name = x.extname
 where x.comment is distinct from a.comment)";

/// Reads security labels. One of a column belongs to its table, others to no table.
constexpr const char* kSecurityLabels = R"(
select 'security_label', i.schema, {name}, null, null,
       string_agg(format('FOR %I IS %L', l.provider, l.label), ', ' order by l.provider)
  from pg_seclabel l, pg_identify_object(l.classoid, l.objoid, l.objsubid) i
 where (i.schema is null or i.schema !~ '^pg_' and i.schema <> 'information_schema')
 group by i.schema, i.type, i.identity)";

/// Reads which objects are dropped with an extension (ALTER ... DEPENDS ON EXTENSION).
constexpr const char* kExtensionDependencies = R"(
select 'extension_dependency', i.schema, {name}, null, null,
       string_agg(quote_ident(x.extname), ', ' order by x.extname)
  from pg_depend d
  join pg_extension x on x.oid = d.refobjid
 cross join pg_identify_object(d.classid, d.objid, d.objsubid) i
 where d.deptype = 'x' and d.refclassid = 'pg_extension'::regclass
   and not exists (select from pg_depend e
                    where e.classid = d.classid and e.objid = d.objid and e.deptype = 'e')
 group by i.schema, i.type, i.identity)";

}  // namespace

std::vector<CatalogQuery> unmodelled_comment_queries() {
  // The schema is a part of its own of a name.
  const char* name =
      "substr(i.identity, case when starts_with(i.identity, quote_ident(i.schema) || '.')"
      " then length(quote_ident(i.schema)) + 2 else 1 end) || format(' (%s)', i.type)";
  return {{kComments, read_unmodelled},
          {kAttributeComments, read_unmodelled},
          {kExtensionComments, read_unmodelled},
          {filled(kSecurityLabels, "{name}", name), read_unmodelled},
          {filled(kExtensionDependencies, "{name}", name), read_unmodelled}};
}

}  // namespace tenon
