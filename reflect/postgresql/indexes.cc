// Reads indexes, and the elements of indexes and exclusion constraints, into the catalog.

#include <utility>

#include "model/dialect.h"
#include "reflect/postgresql/queries.h"
#include "sql/key.h"
#include "sql/pg_parse.h"

namespace tenon {

namespace {

/// An index that is attached to a partitioned index belongs to the parent (relispartition), whatever its name
/// is.
constexpr const char* kIndexes = R"(
select i.indrelid, i.indexrelid, x.relname, d.description, i.indisunique, {indnullsnotdistinct}, i.indisvalid,
       am.amname, pg_get_expr(i.indpred, i.indrelid), {index_settings}, x.relispartition
  from pg_index i
  join pg_class x on x.oid = i.indexrelid
  join pg_namespace n on n.oid = x.relnamespace
  join pg_am am on am.oid = x.relam
  {index_joins}
  left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = x.oid and d.objsubid = 0
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_constraint con
                    where con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x')))";

/// Reads the elements and included columns of the indexes above and of exclusion constraints, in order. A
/// collation is read if it is not that of the column; the catalog does not hold the collation of an
/// expression, so the whole definition is read for it. An operator class is read unless it is the default for
/// a plain column of that type (GetDefaultOpClass: that of the type under all domains, else that of the
/// preferred type of its category). If an index stores a type other than that of its expression (a hash,
/// opckeytype), the type is not known.
constexpr const char* kElements = R"(
with recursive unwrapped(domain, base) as (
  select oid, typbasetype from pg_type where typtype = 'd'
  union all
  select u.domain, t.typbasetype from unwrapped u join pg_type t on t.oid = u.base and t.typtype = 'd')
select i.indexrelid, k.position > i.indnkeyatts, a.attname,
       case when a.attnum is null then pg_get_indexdef(i.indexrelid, k.position, false) end,
       i.indoption[k.position - 1],
       case when shows_opclass.yes then opn.nspname end, case when shows_opclass.yes then op.opcname end,
       given.options,
       con.nspname, co.collname,
       case when a.attnum is null and co.oid is not null then pg_get_indexdef(i.indexrelid) end, k.position,
       xn.nspname, x.oprname, case when ia.attstattarget >= 0 then ia.attstattarget end
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  join lateral generate_series(1, i.indnatts) k(position) on true
  join pg_attribute ia on ia.attrelid = i.indexrelid and ia.attnum = k.position
  left join pg_attribute a
    on a.attrelid = i.indrelid and a.attnum = i.indkey[k.position - 1] and i.indkey[k.position - 1] <> 0
  left join unwrapped u
    on u.domain = coalesce(a.atttypid, ia.atttypid)
   and exists (select from pg_type b where b.oid = u.base and b.typtype <> 'd')
  join pg_type t on t.oid = coalesce(u.base, a.atttypid, ia.atttypid)
  left join pg_opclass op on op.oid = i.indclass[k.position - 1] and k.position <= i.indnkeyatts
  left join pg_am am on am.oid = op.opcmethod
  left join pg_namespace opn on opn.oid = op.opcnamespace
  left join pg_collation co
    on co.oid = i.indcollation[k.position - 1] and k.position <= i.indnkeyatts
   and co.oid is distinct from a.attcollation
  left join pg_namespace con on con.oid = co.collnamespace
  left join pg_constraint xc on xc.conindid = i.indexrelid and xc.contype = 'x'
  left join pg_operator x on x.oid = xc.conexclop[k.position]
  left join pg_namespace xn on xn.oid = x.oprnamespace
  cross join lateral (select array_agg(x order by x) as options from unnest(ia.attoptions) x where x !~ '^pg_') given
  cross join lateral (
    select given.options is not null or not op.opcdefault or not (
             op.opcintype = t.oid
             or (a.attnum is null and (op.opckeytype <> 0 or am.amname = 'hash'))
             or not exists (select from pg_opclass o join pg_type ot on ot.oid = o.opcintype
                             where o.opcmethod = op.opcmethod and o.opcdefault and o.oid <> op.oid
                               and (o.opcintype = t.oid
                                    or (ot.typispreferred and ot.typcategory = t.typcategory
                                        and not (select st.typispreferred from pg_type st
                                                  where st.oid = op.opcintype))))) as yes) shows_opclass
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and (xc.oid is not null
        or not exists (select from pg_constraint o
                        where o.conindid = i.indexrelid and o.contype in ('p', 'u')))
 order by i.indexrelid, k.position)";

void read_indexes(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    const Oid table = in.oid();
    const Oid oid = in.oid();
    Index index;
    index.name = in.name();
    index.comment = in.text();
    index.unique = in.flag();
    index.nulls_not_distinct = in.flag();
    index.valid = in.flag();
    index.method = in.name();
    if (const auto where = in.optional_text()) index.where = expression(*where, kPostgresql);
    index.options = index_options(in);
    const bool inherited = in.flag();
    draft.add_indexed(table, oid, std::move(index), inherited);
  }
}

/// One row of kElements after the oid of the index.
struct Part {
  bool is_included = false;
  IndexElement element;
  QualifiedName with;
  int position = 0;
  std::string statistics;
};

/// Tells whether the index definition gives an expression a collation other than its own.
bool gives_collation(const std::string& definition, int position) {
  const auto collated = collated_elements(definition);
  const auto at = static_cast<std::size_t>(position - 1);
  return at >= collated.size() || collated[at];
}

Part read_part(RowReader& in) {
  constexpr int kDescending = 1;
  constexpr int kNullsFirst = 2;
  Part part;
  part.is_included = in.flag();
  Name column = in.name();
  const std::optional<std::string> text = in.optional_text();
  if (text)
    part.element.what = expression(*text, kPostgresql);
  else
    part.element.what = std::move(column);
  const int order = in.number();
  part.element.descending = (order & kDescending) != 0;
  part.element.nulls_first = (order & kNullsFirst) != 0;
  part.element.opclass = in.searched();
  part.element.opclass_options = storage_options(in.texts(), "");
  part.element.collation = in.searched();
  const std::optional<std::string> definition = in.optional_text();
  part.position = in.number();
  if (definition && !gives_collation(*definition, part.position)) part.element.collation = {};
  part.with = in.searched();
  part.statistics = in.text();
  return part;
}

/// The statistics target of an index expression is stored on the index column, whose number ALTER INDEX
/// takes.
void set_statistics(const Part& part, Constraint& owner) {
  if (part.statistics.empty()) return;
  std::visit(
      [&](auto& c) {
        c.options =
            with_option(std::move(c.options), "statistics." + std::to_string(part.position), part.statistics);
      },
      owner);
}

void read_elements(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    Constraint* owner = draft.index(in.oid());
    if (owner == nullptr) continue;
    Part part = read_part(in);
    set_statistics(part, *owner);
    if (auto* index = std::get_if<Index>(owner)) {
      if (part.is_included)
        index->include.push_back(std::get<Name>(part.element.what));
      else
        index->elements.push_back(std::move(part.element));
    } else if (auto* exclusion = std::get_if<Exclusion>(owner); exclusion != nullptr && !part.is_included) {
      exclusion->elements.push_back({std::move(part.element), std::move(part.with)});
    }
  }
}

}  // namespace

std::vector<CatalogQuery> index_queries(int version) {
  return {{filled(with_index_options(kIndexes), "{indnullsnotdistinct}",
                  version >= 150000 ? "i.indnullsnotdistinct" : "false"),
           read_indexes},
          {kElements, read_elements}};
}

}  // namespace tenon
