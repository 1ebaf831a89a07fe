// Gives the readers of `declare/sqlite/` a database of `reflect/`, and the statements of `render/`.

#include "app/sqlite_script_database.h"

#include "declare/sqlite/compiled.h"
#include "declare/sqlite/declaration.h"
#include "reflect/sqlite/handle.h"
#include "reflect/sqlite/scratch.h"
#include "render/sqlite/clauses.h"
#include "render/sqlite/index.h"

namespace tenon {

namespace {

class ScratchScriptDatabase : public ScriptDatabase {
 public:
  std::optional<Refusal> run(std::string_view statement) override {
    auto refusal = scratch_.run(statement);
    if (!refusal) return std::nullopt;
    return Refusal{std::move(refusal->message), refusal->at};
  }
  std::optional<Refusal> make(const Table& table) override { return run(sqlite_create_table(table)); }
  std::optional<Refusal> make(const Index& index, const Table& table) override {
    return run(sqlite_index_text(index, table.name, nullptr));
  }
  Catalog reflect() const override { return scratch_.reflect(); }
  std::string version() const override { return sqlite_version(); }

 private:
  SqliteScratch scratch_;
};

}  // namespace

std::unique_ptr<ScriptDatabase> sqlite_script_database() { return std::make_unique<ScratchScriptDatabase>(); }

Declaration read_sqlite_sql(std::span<const Document> documents) {
  return read_sqlite(documents, *sqlite_script_database());
}

void compile_declared_by_sqlite(const Catalog& declared) {
  compile_by_sqlite(declared, *sqlite_script_database());
}

}  // namespace tenon
