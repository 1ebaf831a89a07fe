// Builds a Catalog from the facts and stored texts of a SQLite database.

#include "reflect/sqlite/catalog.h"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "model/dialect.h"
#include "reflect/sqlite/index.h"
#include "reflect/sqlite/table.h"

namespace tenon {

namespace {

bool is_virtual(const SqliteObject& object) { return object.type == "table" && !object.has_storage; }

class CatalogBuilder {
 public:
  explicit CatalogBuilder(const SqliteFacts& facts) : facts_(facts) {}

  Catalog run() {
    catalog_.dialect = &kSqlite;
    for (const SqliteObject& object : facts_.objects)
      if (object.type == "table" && object.has_storage) add_table(object);
    for (const SqliteObject& object : facts_.objects) add_other_than_table(object);
    for (const SqliteFileSetting& setting : facts_.settings) add_setting(setting);
    for (auto& [name, table] : tables_) catalog_.tables.push_back(std::move(table));
    return sorted(std::move(catalog_));
  }

 private:
  void add_table(const SqliteObject& object) {
    if (facts_.of(kSqlite.name_of(object.name)).shadow) {
      add_other(object, "shadow table", owner_of_shadow(object.name), object.sql);
      return;
    }
    auto read = sqlite_table(object, facts_);
    if (const auto* reason = std::get_if<std::string>(&read)) {
      add_not_understood(object, {}, *reason);
      return;
    }
    auto& table = std::get<Table>(read);
    const Name name = table.name.name;
    tables_.emplace(name, std::move(table));
  }

  void add_other_than_table(const SqliteObject& object) {
    if (object.type == "index") add_index(object);
    if (object.type == "view") add_other(object, "view", "", object.sql);
    if (object.type == "trigger") add_other(object, "trigger", object.table, object.sql);
    if (is_virtual(object)) add_other(object, "virtual table", "", object.sql);
  }

  void add_index(const SqliteObject& object) {
    const auto table = tables_.find(kSqlite.name_of(object.table));
    if (table == tables_.end()) {
      add_other(object, "index", object.table, object.sql);
      return;
    }
    const auto& facts = facts_.of(kSqlite.name_of(object.table)).indexes;
    const auto fact = std::ranges::find(facts, object.name, &SqliteIndexFact::name);
    auto read = fact == facts.end() ? std::variant<Index, std::string>("SQLite does not list it")
                                    : sqlite_index(object, *fact, table->second);
    if (const auto* reason = std::get_if<std::string>(&read)) {
      add_not_understood(object, kSqlite.qualified("", object.table), *reason);
    } else {
      table->second.constraints.emplace_back(std::get<Index>(std::move(read)));
    }
  }

  void add_other(const SqliteObject& object, std::string kind, const std::string& table,
                 std::string definition) {
    UnmodelledObject other{.kind = std::move(kind),
                           .name = kSqlite.qualified("", object.name),
                           .table = {},
                           .definition = std::move(definition)};
    if (!table.empty()) other.table = kSqlite.qualified("", table);
    catalog_.unmodelled.push_back(std::move(other));
  }

  void add_setting(const SqliteFileSetting& setting) {
    catalog_.unmodelled.push_back({.kind = "file setting",
                                   .name = kSqlite.qualified("", setting.name),
                                   .table = {},
                                   .definition = "PRAGMA " + setting.name + " = " + setting.value});
  }

  void add_not_understood(const SqliteObject& object, QualifiedName table, const std::string& reason) {
    catalog_.not_understood.push_back(
        {kSqlite.qualified("", object.name), std::move(table), reason, object.sql});
  }

  /// Returns the virtual table that owns a shadow table: the one with the longest name that, followed by "_",
  /// is a prefix of the shadow table's name.
  std::string owner_of_shadow(const std::string& shadow) const {
    std::string owner;
    for (const SqliteObject& object : facts_.objects)
      if (is_virtual(object) && shadow.starts_with(object.name + "_") && object.name.size() > owner.size())
        owner = object.name;
    return owner;
  }

  const SqliteFacts& facts_;
  std::map<Name, Table> tables_;
  Catalog catalog_;
};

}  // namespace

Catalog sqlite_catalog(const SqliteFacts& facts) { return CatalogBuilder(facts).run(); }

}  // namespace tenon
