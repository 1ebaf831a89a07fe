// Reads tables, their parents and their columns into the catalog.

#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "reflect/postgresql/queries.h"
#include "sql/key.h"
#include "sql/pg_parse.h"

namespace tenon {

namespace {

/// A replica identity that uses an index is an option of the index; if that index was dropped, the server
/// treats it as NOTHING.
constexpr const char* kTables = R"(
select c.oid, n.nspname, c.relname, d.description, c.relpersistence = 'u', c.reloptions, t.reloptions,
       case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end,
       case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end,
       c.relrowsecurity, c.relforcerowsecurity,
       case when c.relreplident = 'f' then 'full'
            when c.relreplident = 'n'
                 or (c.relreplident = 'i' and not exists (select from pg_index i
                                                           where i.indrelid = c.oid and i.indisreplident))
              then 'nothing' end,
       ts.spcname, case when am.amname <> 'heap' then am.amname end,
       exists (select from pg_depend e
                where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_class t on t.oid = c.reltoastrelid
  left join pg_tablespace ts on ts.oid = c.reltablespace
  left join pg_am am on am.oid = c.relam
  left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
 where c.relkind in ('r', 'p') and c.relpersistence <> 't'
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
 order by n.nspname, c.relname)";

constexpr const char* kParents = R"(
select i.inhrelid, n.nspname, p.relname
  from pg_inherits i
  join pg_class c on c.oid = i.inhrelid
  join pg_class p on p.oid = i.inhparent
  join pg_namespace n on n.oid = p.relnamespace
 where c.relkind in ('r', 'p')
 order by i.inhrelid, i.inhseqno)";

/// Reads the NOT NULL constraint of a column unless it is inherited.
constexpr const char* kNotNull =
    "left join pg_constraint nn on nn.conrelid = a.attrelid and nn.contype = 'n' and nn.conkey[1] = a.attnum"
    " and nn.coninhcount = 0";

/// Servers keep internal entries (pg_*) in attoptions, which nobody set.
constexpr const char* kColumns = R"(
select a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
       a.attgenerated, pg_get_expr(ad.adbin, ad.adrelid), cn.nspname, co.collname, d.description,
       case when a.attstorage = t.typstorage then null else a.attstorage end, {attcompression},
       case when a.attstattarget >= 0 then a.attstattarget end,
       array(select o from unnest(a.attoptions) o where o !~ '^pg_'), {notnull},
       t.typtype = 'd' and (t.typdefault is not null
                            or not exists (select from pg_inherits h where h.inhrelid = c.oid)),
       case when a.attinhcount = 0 or c.relispartition then 'o' when a.attislocal then 'm' else 'i' end
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid
  {notnulljoin}
  left join pg_attrdef ad on ad.adrelid = a.attrelid and ad.adnum = a.attnum
  left join pg_collation co on co.oid = a.attcollation and a.attcollation <> t.typcollation
  left join pg_namespace cn on cn.oid = co.collnamespace
  left join pg_description d
    on d.classoid = 'pg_class'::regclass and d.objoid = a.attrelid and d.objsubid = a.attnum
 where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and c.relpersistence <> 't'
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
 order by a.attrelid, a.attnum)";

void set(Options& options, std::string_view key, std::string value) {
  options = with_option(std::move(options), key, std::move(value));
}

void read_tables(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    const Oid oid = in.oid();
    Table table;
    table.name = in.qualified();
    draft.table_names[oid] = table.name;
    table.comment = in.text();
    const bool unlogged = in.flag();
    table.options = storage_options(in.texts());
    for (Option& toast : storage_options(in.texts(), "with.toast."))
      table.options.push_back(std::move(toast));
    set(table.options, "unlogged", unlogged ? "true" : "");
    for (const char* key : {"partition_by", "partition_bound"}) set(table.options, key, in.text());
    for (const char* key : {"row_security", "force_row_security"})
      set(table.options, key, in.flag() ? "true" : "");
    for (const char* key : {"replica_identity", "tablespace", "access_method"})
      set(table.options, key, in.text());
    if (const bool is_extensions = in.flag(); is_extensions) continue;
    draft.tables[oid] = draft.catalog.tables.size();
    draft.catalog.tables.push_back(std::move(table));
  }
}

void read_parents(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    Table* table = draft.table(in.oid());
    if (table != nullptr) table->parents.push_back(in.qualified());
  }
}

/// DEFAULT NULL is no default, with or without a cast by the server. Over a domain it is one, because the
/// domain may have a default. For inherited columns pg_dump writes it for every column without a default, so
/// there it is one only if the domain has a default.
std::optional<Expression> default_of(const std::optional<std::string>& text, bool over_domain) {
  if (!text || (!over_domain && text->starts_with("NULL") && is_null_constant(*text))) return std::nullopt;
  return expression(*text, kPostgresql);
}

const char* storage_word(char letter) {
  switch (letter) {
    case 'p':
      return "plain";
    case 'e':
      return "external";
    case 'x':
      return "extended";
    case 'm':
      return "main";
    default:
      return "";
  }
}

const char* compression_word(char letter) { return letter == 'p' ? "pglz" : letter == 'l' ? "lz4" : ""; }

void read_settings(RowReader& in, Column& column) {
  set(column.options, "storage", storage_word(in.letter()));
  set(column.options, "compression", compression_word(in.letter()));
  set(column.options, "statistics", in.text());
  for (Option& each : storage_options(in.texts())) set(column.options, each.key, std::move(each.value));
  set(column.options, "not_null_name", in.text());
  set(column.options, "not_null_no_inherit", in.flag() ? "true" : "");
  set(column.options, "not_null_not_valid", in.flag() ? "true" : "");
}

void read_column(RowReader& in, char identity, char generated, Column& column) {
  const std::optional<std::string> text = in.optional_text();
  std::optional<std::string> default_text;
  if (identity != '\0') {
    column.identity.emplace();
    column.identity->always = identity == 'a';
  }
  if (generated != '\0' && text)
    column.generated = Generated{expression(*text, kPostgresql), generated == 's'};
  else
    default_text = text;
  column.collation = in.searched();
  column.comment = in.text();
  read_settings(in, column);
  column.default_value = default_of(default_text, in.flag());
  const char inheritance = in.letter();
  column.inheritance = inheritance == 'o'   ? Inheritance::kOwn
                       : inheritance == 'm' ? Inheritance::kMerged
                                            : Inheritance::kInherited;
}

void read_columns(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& row : rows) {
    RowReader in(row);
    const Oid oid = in.oid();
    const ColumnNumber number{oid, in.number()};
    Column column;
    column.name = in.name();
    draft.column_names[number] = column.name;
    Table* table = draft.table(oid);
    if (table == nullptr) continue;
    column.type = type(in.text(), kPostgresql);
    column.nullable = !in.flag();
    const char identity = in.letter();
    const char generated = in.letter();
    read_column(in, identity, generated, column);
    draft.columns[number] = table->columns.size();
    table->columns.push_back(std::move(column));
  }
}

}  // namespace

std::vector<CatalogQuery> table_queries(int version) {
  const bool is_18 = version >= 180000;
  std::string columns = filled(kColumns, "{attcompression}", version >= 140000 ? "a.attcompression" : "null");
  columns = filled(std::move(columns), "{notnull}",
                   is_18 ? "nn.conname, nn.connoinherit, not nn.convalidated" : "null, false, false");
  columns = filled(std::move(columns), "{notnulljoin}", is_18 ? kNotNull : "");
  return {{kTables, read_tables}, {kParents, read_parents}, {std::move(columns), read_columns}};
}

}  // namespace tenon
