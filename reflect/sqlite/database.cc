// Implements Database for a SQLite file.

#include <filesystem>
#include <system_error>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "reflect/database.h"
#include "reflect/default_parents.h"
#include "reflect/sqlite/catalog.h"
#include "reflect/sqlite/facts.h"
#include "reflect/sqlite/handle.h"
#include "reflect/sqlite/settle.h"
#include "reflect/sqlite/url.h"
#include "reflect/sqlite/values.h"

namespace tenon {

namespace {

namespace fs = std::filesystem;

/// Returns how long locks are waited for; nullopt: as is usual.
std::optional<std::chrono::milliseconds> wait_for(const Patience& patience, const SqliteFile& file) {
  if (patience.limit) return *patience.limit;
  return patience.lock ? patience.lock : file.timeout;
}

class SqliteDatabase : public Database {
 public:
  SqliteDatabase(SqliteFile file, Patience patience)
      : file_(std::move(file)),
        handle_(SqliteHandle::open_read_only(file_.opened, file_.path, wait_for(patience, file_))) {
    handle_.query("SELECT count(*) FROM sqlite_master",
                  [](const SqliteRow&) {});  // sqlite3_open_v2() does not read the file yet
  }

  const Dialect& dialect() const override { return kSqlite; }
  Side side() const override {
    return {
        .kind = "sqlite", .url = "sqlite:///" + file_.path, .path = "", .server_version = sqlite_version()};
  }
  void cancel() noexcept override { handle_.interrupt(); }
  Catalog reflect() override { return sqlite_catalog(sqlite_facts(handle_)); }
  std::vector<Answer> settle(const std::vector<Question>& questions) override {
    return settled_by_sqlite(questions);
  }
  LintEvidence evidence(const Catalog& catalog) override {
    LintEvidence found;
    for (const DefaultParent& one : default_parents(catalog)) {
      SqliteCompiled compiled = handle_.compile(one.has_parent_sql);
      if (!compiled.error.empty()) continue;
      bool has_parent = true;
      handle_.query(compiled, [&](const SqliteRow& row) { has_parent = row.integer(0) != 0; });
      if (!has_parent) found.parentless.push_back({one.table, one.foreign_key});
    }
    return found;
  }
  std::optional<std::vector<std::string>> alembic_revisions() override {
    std::vector<std::string> found;
    SqliteCompiled rows = handle_.compile("SELECT version_num FROM main.alembic_version ORDER BY 1");
    if (rows.error.empty())
      handle_.query(rows, [&](const SqliteRow& row) { found.emplace_back(row.text(0)); });
    return found;
  }
  std::optional<std::size_t> values_lost(const Conversion& conversion) override {
    return tenon::values_lost(handle_, conversion);
  }
  std::optional<std::size_t> values_missing(const QualifiedName& table, const Name& column) override {
    return tenon::values_missing(handle_, table, column);
  }
  TextRows rows(const std::string& query, std::size_t most) override {
    TextRows made;
    const std::string limited = "SELECT * FROM (" + query + "\n) LIMIT " + std::to_string(most);
    SqliteCompiled compiled = handle_.compile(limited);
    if (!compiled.error.empty())
      throw Error(Fault::kConfiguration, "SQLite does not run the query: " + compiled.error +
                                             "; it is one SELECT, without a semicolon");
    made.columns = compiled.columns();
    handle_.query(compiled, [&](const SqliteRow& row) {
      std::vector<std::string>& values = made.rows.emplace_back();
      for (std::size_t i = 0; i < made.columns.size(); ++i)
        values.emplace_back(row.text(static_cast<int>(i)));
    });
    return made;
  }
  SessionFacts session() override { return {}; }

 private:
  SqliteFile file_;
  SqliteHandle handle_;
};

void check_file(const std::string& path) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (status.type() == fs::file_type::not_found)
    throw Error(Fault::kConnection, "there is no SQLite database " + path +
                                        "; check the path (sqlite:///relative.db has three slashes, "
                                        "sqlite:////absolute.db four), or make the database first");
  if (status.type() == fs::file_type::directory)
    throw Error(Fault::kConnection, path + " is a folder, not a SQLite database; name the file in it");
  if (code)
    throw Error(Fault::kRights, "cannot look at " + path + ": " + code.message() + "; check the rights");
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const SourceArgument& url, Patience patience) {
  SqliteFile file = sqlite_file(url);
  if (!file.in_memory) check_file(file.path);
  return std::make_unique<SqliteDatabase>(std::move(file), patience);
}

}  // namespace tenon
