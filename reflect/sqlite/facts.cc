// Reads the schema table and the pragmas of a SQLite database.

#include "reflect/sqlite/facts.h"

#include "model/dialect.h"

namespace tenon {

namespace {

constexpr std::string_view kObjects = R"sql(
SELECT type, name, tbl_name, sql, rootpage > 0 AND type = 'table'
FROM sqlite_master
WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY rowid
)sql";

constexpr std::string_view kTables = R"sql(
SELECT name, type = 'shadow', wr, strict
FROM pragma_table_list
WHERE schema = 'main' AND type IN ('table', 'shadow')
)sql";

constexpr std::string_view kColumns = R"sql(
SELECT m.name, c.name, c.type, c.dflt_value, c."notnull", c.pk, c.hidden
FROM sqlite_master AS m, pragma_table_xinfo(m.name, 'main') AS c
WHERE m.type = 'table' AND m.rootpage > 0
ORDER BY m.name, c.cid
)sql";

// PRAGMA foreign_key_list returns the last foreign key of the text first.
constexpr std::string_view kReferences = R"sql(
SELECT m.name, k.seq, k."table", k."from", k."to", k.on_update, k.on_delete
FROM sqlite_master AS m, pragma_foreign_key_list(m.name, 'main') AS k
WHERE m.type = 'table' AND m.rootpage > 0
ORDER BY m.name, k.id DESC, k.seq
)sql";

constexpr std::string_view kIndexes = R"sql(
SELECT m.name, i.name, i."unique", i.origin, i.partial, c.seqno, c.cid, c.coll, c.desc
FROM sqlite_master AS m, pragma_index_list(m.name, 'main') AS i, pragma_index_xinfo(i.name, 'main') AS c
WHERE m.type = 'table' AND m.rootpage > 0 AND c.key = 1
ORDER BY m.name, i.seq, c.seqno
)sql";

// Of the journal modes only WAL is written into the file.
constexpr std::string_view kFileSettings = R"sql(
SELECT 'application_id', application_id FROM pragma_application_id WHERE application_id <> 0
UNION ALL
SELECT 'auto_vacuum', auto_vacuum FROM pragma_auto_vacuum WHERE auto_vacuum <> 0
UNION ALL
SELECT 'encoding', quote(encoding) FROM pragma_encoding WHERE encoding <> 'UTF-8'
UNION ALL
SELECT 'journal_mode', journal_mode FROM pragma_journal_mode WHERE journal_mode = 'wal'
UNION ALL
SELECT 'page_size', page_size FROM pragma_page_size WHERE page_size <> 4096
UNION ALL
SELECT 'user_version', user_version FROM pragma_user_version WHERE user_version <> 0
)sql";

class ReadTransaction {
 public:
  explicit ReadTransaction(const SqliteHandle& handle) : handle_(handle) { handle.run("BEGIN"); }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  ~ReadTransaction() { handle_.end_transaction(); }

 private:
  const SqliteHandle& handle_;
};

void read_objects(const SqliteHandle& handle, SqliteFacts& facts) {
  handle.query(kObjects, [&](const SqliteRow& row) {
    facts.objects.push_back({.type = std::string(row.text(0)),
                             .name = std::string(row.text(1)),
                             .table = std::string(row.text(2)),
                             .sql = std::string(row.text(3)),
                             .has_storage = row.integer(4) != 0});
  });
}

void read_tables(const SqliteHandle& handle, SqliteFacts& facts) {
  handle.query(kTables, [&](const SqliteRow& row) {
    const auto at = facts.tables.find(kSqlite.name_of(row.text(0)));
    if (at == facts.tables.end()) return;
    at->second.shadow = row.integer(1) != 0;
    at->second.without_rowid = row.integer(2) != 0;
    at->second.strict = row.integer(3) != 0;
  });
}

void read_columns(const SqliteHandle& handle, SqliteFacts& facts) {
  handle.query(kColumns, [&](const SqliteRow& row) {
    facts.tables[kSqlite.name_of(row.text(0))].columns.push_back(
        {.name = std::string(row.text(1)),
         .type = std::string(row.text(2)),
         .default_text = std::string(row.text(3)),
         .not_null = row.integer(4) != 0,
         .key_place = static_cast<int>(row.integer(5)),
         .hidden = static_cast<int>(row.integer(6))});
  });
}

void read_references(const SqliteHandle& handle, SqliteFacts& facts) {
  handle.query(kReferences, [&](const SqliteRow& row) {
    auto& all = facts.tables[kSqlite.name_of(row.text(0))].references;
    if (row.integer(1) == 0) all.emplace_back();
    SqliteReferenceFact& reference = all.back();
    reference.table = row.text(2);
    reference.columns.emplace_back(row.text(3));
    if (!row.is_null(4)) reference.referred_columns.emplace_back(row.text(4));
    reference.onupdate = row.text(5);
    reference.ondelete = row.text(6);
  });
}

void read_indexes(const SqliteHandle& handle, SqliteFacts& facts) {
  handle.query(kIndexes, [&](const SqliteRow& row) {
    auto& all = facts.tables[kSqlite.name_of(row.text(0))].indexes;
    if (row.integer(5) == 0) all.emplace_back();
    SqliteIndexFact& index = all.back();
    index.name = row.text(1);
    index.unique = row.integer(2) != 0;
    index.origin = row.text(3).front();
    index.partial = row.integer(4) != 0;
    index.columns.push_back({.column = static_cast<int>(row.integer(6)),
                             .collation = std::string(row.text(7)),
                             .descending = row.integer(8) != 0});
  });
}

void read_file_settings(const SqliteHandle& handle, SqliteFacts& facts) {
  handle.query(kFileSettings, [&](const SqliteRow& row) {
    facts.settings.push_back({.name = std::string(row.text(0)), .value = std::string(row.text(1))});
  });
}

}  // namespace

const SqliteTableFacts& SqliteFacts::of(const Name& table) const {
  static const SqliteTableFacts kNone;
  const auto at = tables.find(table);
  return at == tables.end() ? kNone : at->second;
}

SqliteFacts sqlite_facts(const SqliteHandle& handle) {
  SqliteFacts facts;
  const ReadTransaction all_of_one_moment(handle);
  read_objects(handle, facts);
  read_columns(handle, facts);
  read_tables(handle, facts);
  read_references(handle, facts);
  read_indexes(handle, facts);
  read_file_settings(handle, facts);
  return facts;
}

}  // namespace tenon
