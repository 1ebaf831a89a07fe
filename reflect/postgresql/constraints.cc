// Reads primary keys, unique constraints, checks, foreign keys and exclusion constraints into the catalog.

#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "reflect/postgresql/queries.h"
#include "sql/key.h"

namespace tenon {

namespace {

/// Inherited constraints belong to the parent: keys and foreign keys of a partition (conparentid; a key of
/// another kind, or deferrable otherwise, stays the partition's own, see takes_in()), its checks, and an
/// inherited check that the table does not declare as well (conislocal). A foreign key to a partitioned table
/// has further pg_constraint entries on its own table, one for each referred partition (with conparentid as
/// well); the server maintains them. The names in braces stand for columns that older servers do not have.
constexpr const char* kConstraints = R"(
select con.conrelid, con.contype, con.conname, d.description, con.condeferrable, con.condeferred,
       con.convalidated, {conenforced}, {conperiod}, con.conkey, con.conindid, coalesce(i.indisvalid, true), i.indnkeyatts, i.indkey,
       {indnullsnotdistinct}, {index_settings}, xd.description, am.amname, pg_get_expr(i.indpred, i.indrelid), con.connoinherit,
       pg_get_expr(con.conbin, con.conrelid), fn.nspname, f.relname, con.confrelid, con.confkey,
       con.confupdtype, con.confdeltype, {confdelsetcols}, con.confmatchtype,
       (con.conparentid <> 0
        and (con.contype = 'f' or (p.contype, p.condeferrable, p.condeferred)
                                  = (con.contype, con.condeferrable, con.condeferred)))
       or (con.contype = 'c' and con.coninhcount > 0 and (c.relispartition or not con.conislocal))
  from pg_constraint con
  join pg_class c on c.oid = con.conrelid
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_index i on i.indexrelid = con.conindid and con.contype in ('p', 'u', 'x')
  left join pg_class x on x.oid = i.indexrelid
  left join pg_description xd on xd.classoid = 'pg_class'::regclass and xd.objoid = x.oid and xd.objsubid = 0
  {index_joins}
  left join pg_am am on am.oid = x.relam
  left join pg_constraint p on p.oid = con.conparentid
  left join pg_class f on f.oid = con.confrelid
  left join pg_namespace fn on fn.oid = f.relnamespace
  left join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = con.oid and d.objsubid = 0
 where con.contype in ('p', 'u', 'c', 'x', 'f') and (con.conparentid = 0 or p.conrelid <> con.conrelid)
   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema')";

/// One row of kConstraints.
struct Row {
  Oid table = 0;
  char kind = '\0';
  Name name;
  std::string comment;
  bool deferrable = false;
  bool deferred = false;
  bool validated = false;
  bool enforced = false;
  bool period = false;
  std::vector<int> columns;
  Oid index = 0;
  bool valid = true;
  std::vector<int> include;
  bool nulls_not_distinct = false;
  Options storage;
  Name method;
  std::optional<std::string> where;
  bool no_inherit = false;
  std::string sqltext;
  QualifiedName referred_table;
  Oid referred = 0;
  std::vector<int> referred_columns;
  char onupdate = '\0';
  char ondelete = '\0';
  std::vector<int> ondelete_columns;
  char match = '\0';
  bool inherited = false;
};

std::vector<int> behind(std::vector<int> numbers, int keys) {
  const auto skipped = std::min(numbers.size(), static_cast<std::size_t>(keys));
  numbers.erase(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(skipped));
  return numbers;
}

void read_index_part(RowReader& in, Row& row) {
  row.index = in.oid();
  row.valid = in.flag();
  const int keys = in.number();
  row.include = behind(in.numbers(), keys);
  row.nulls_not_distinct = in.flag();
  row.storage = index_options(in);
  row.storage = with_option(std::move(row.storage), "index_comment", in.text());
  row.method = in.name();
  row.where = in.optional_text();
}

Row read_row(const pqxx::row& cells) {
  RowReader in(cells);
  Row row;
  row.table = in.oid();
  row.kind = in.letter();
  row.name = in.name();
  row.comment = in.text();
  row.deferrable = in.flag();
  row.deferred = in.flag();
  row.validated = in.flag();
  row.enforced = in.flag();
  row.validated = row.validated || !row.enforced;  // NOT ENFORCED: it need not hold
  row.period = in.flag();
  row.columns = in.numbers();
  read_index_part(in, row);
  row.no_inherit = in.flag();
  row.sqltext = in.text();
  row.referred_table = in.qualified();
  row.referred = in.oid();
  row.referred_columns = in.numbers();
  row.onupdate = in.letter();
  row.ondelete = in.letter();
  row.ondelete_columns = in.numbers();
  row.match = in.letter();
  row.inherited = in.flag();
  return row;
}

Action action(char letter) {
  switch (letter) {
    case 'r':
      return Action::kRestrict;
    case 'c':
      return Action::kCascade;
    case 'n':
      return Action::kSetNull;
    case 'd':
      return Action::kSetDefault;
    default:
      return Action::kNoAction;
  }
}

Match match(char letter) {
  return letter == 'f' ? Match::kFull : letter == 'p' ? Match::kPartial : Match::kSimple;
}

/// Returns the attributes that only PostgreSQL 18 and later have, as options.
Options newer(Options options, const Row& row, std::string_view period) {
  if (!row.enforced) options = with_option(std::move(options), "enforced", "false");
  return row.period ? with_option(std::move(options), period, "true") : options;
}

template <class Key>
Key key_of(const Row& row, const CatalogDraft& draft) {
  Key key;
  key.name = row.name;
  key.columns = draft.names(row.table, row.columns);
  key.include = draft.names(row.table, row.include);
  key.deferrable = row.deferrable;
  key.initially_deferred = row.deferred;
  key.valid = row.valid;
  key.options = newer(row.storage, row, "without_overlaps");
  key.comment = row.comment;
  return key;
}

Unique unique_of(const Row& row, const CatalogDraft& draft) {
  auto unique = key_of<Unique>(row, draft);
  unique.nulls_not_distinct = row.nulls_not_distinct;
  return unique;
}

Check check_of(const Row& row) {
  Check check;
  check.name = row.name;
  check.sqltext = expression(row.sqltext, kPostgresql);
  check.no_inherit = row.no_inherit;
  check.validated = row.validated;
  check.options = newer({}, row, "period");
  check.comment = row.comment;
  return check;
}

Exclusion exclusion_of(const Row& row, const CatalogDraft& draft) {
  Exclusion exclusion;
  exclusion.name = row.name;
  exclusion.include = draft.names(row.table, row.include);
  exclusion.method = row.method;
  if (row.where) exclusion.where = expression(*row.where, kPostgresql);
  exclusion.deferrable = row.deferrable;
  exclusion.initially_deferred = row.deferred;
  exclusion.valid = row.valid;
  exclusion.options = row.storage;
  exclusion.comment = row.comment;
  return exclusion;
}

ForeignKey foreign_key_of(const Row& row, const CatalogDraft& draft) {
  ForeignKey key;
  key.name = row.name;
  key.columns = draft.names(row.table, row.columns);
  key.referred_table = row.referred_table;
  key.referred_columns = draft.names(row.referred, row.referred_columns);
  key.onupdate = action(row.onupdate);
  key.ondelete = action(row.ondelete);
  key.ondelete_columns = draft.names(row.table, row.ondelete_columns);
  key.match = match(row.match);
  key.deferrable = row.deferrable;
  key.initially_deferred = row.deferred;
  key.validated = row.validated;
  key.options = newer({}, row, "period");
  key.comment = row.comment;
  return key;
}

void read_constraints(const pqxx::result& rows, CatalogDraft& draft) {
  for (const pqxx::row& cells : rows) {
    const Row row = read_row(cells);
    switch (row.kind) {
      case 'p':
        draft.add(row.table, key_of<PrimaryKey>(row, draft), row.inherited);
        break;
      case 'u':
        draft.add(row.table, unique_of(row, draft), row.inherited);
        break;
      case 'c':
        draft.add(row.table, check_of(row), row.inherited);
        break;
      case 'x':
        draft.add_indexed(row.table, row.index, exclusion_of(row, draft), row.inherited);
        break;
      default:
        draft.add(row.table, foreign_key_of(row, draft), row.inherited);
    }
  }
}

}  // namespace

std::vector<CatalogQuery> constraint_queries(int version) {
  const bool is_15 = version >= 150000;
  const bool is_18 = version >= 180000;
  std::string sql =
      filled(with_index_options(kConstraints), "{conenforced}", is_18 ? "con.conenforced" : "true");
  sql = filled(std::move(sql), "{conperiod}", is_18 ? "con.conperiod" : "false");
  sql = filled(std::move(sql), "{indnullsnotdistinct}", is_15 ? "i.indnullsnotdistinct" : "false");
  sql = filled(std::move(sql), "{confdelsetcols}", is_15 ? "con.confdelsetcols" : "null");
  return {{std::move(sql), read_constraints}};
}

}  // namespace tenon
