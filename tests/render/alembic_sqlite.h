#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "render/alembic/revision.h"
#include "tests/support/alembic.h"
#include "tests/support/builders.h"
#include "tests/support/sqlite.h"

/// The builders of tests/support for SQLite, and a database that real Alembic migrates.
namespace tenon::test::lite {

inline QualifiedName q(std::string_view name) { return test::q(name, kSqlite); }
inline Column column(std::string_view name, std::string type = "INTEGER", bool nullable = true) {
  return test::column(name, std::move(type), nullable, kSqlite);
}
inline Column column_with_default(std::string_view name, std::string type, std::string value,
                                  bool nullable = true) {
  Column made = column(name, std::move(type), nullable);
  made.default_value = x(std::move(value));
  return made;
}
inline Table table(std::string_view name, std::vector<Column> columns,
                   std::vector<Constraint> constraints = {}) {
  return test::table(name, std::move(columns), std::move(constraints), kSqlite);
}
inline PrimaryKey primary_key(std::string_view name, std::initializer_list<std::string_view> columns) {
  return test::primary_key(name, columns, kSqlite);
}
inline Unique unique_key(std::string_view name, std::initializer_list<std::string_view> columns) {
  return test::unique(name, columns, kSqlite);
}
inline Check check(std::string_view name, std::string sqltext) {
  return test::check(name, std::move(sqltext), kSqlite);
}
inline Index index(std::string_view name, std::initializer_list<std::string_view> columns) {
  return test::index(name, columns, kSqlite);
}
inline ForeignKey foreign_key(std::string_view name, std::initializer_list<std::string_view> columns,
                              std::string_view referred,
                              std::initializer_list<std::string_view> referred_columns) {
  return test::foreign_key(name, columns, referred, referred_columns, kSqlite);
}
/// As the catalog of a live database has a constraint that was given no name.
inline Constraint nameless(const Constraint& constraint) {
  return renamed(constraint, name_of(constraint), NamedBy::kConvention);
}

inline Migration up_and_down(std::vector<Op> up, std::vector<Op> down) {
  return {test::plan_of(kSqlite, std::move(up)), test::plan_of(kSqlite, std::move(down))};
}
inline Migration rebuilding(const Table& actual, const Table& declared,
                            const std::vector<UnmodelledObject>& triggers = {}) {
  return up_and_down({RebuildTable{actual, declared, triggers}}, {RebuildTable{declared, actual, triggers}});
}

// All that SQLite itself says about a schema, but for what the spelling of a CREATE TABLE holds.
inline constexpr const char* kFacts = R"sql(
SELECT t.name, x.name, upper(x.type), x."notnull", replace(x.dflt_value, ' ', ''), x.pk, x.hidden
  FROM sqlite_master t, pragma_table_xinfo(t.name) x WHERE t.type = 'table' ORDER BY t.name, x.name;
SELECT t.name, f."table", f."from", f."to", f.on_update, f.on_delete, f.match
  FROM sqlite_master t, pragma_foreign_key_list(t.name) f ORDER BY 1, 2, 3, 4, 5, 6, 7;
SELECT t.name, i."unique", i.origin, i.partial,
    (SELECT group_concat(coalesce(c.name, '?') || c."desc" || c.coll) FROM pragma_index_xinfo(i.name) c WHERE c.key)
  FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.name <> 'alembic_version' ORDER BY 1, 2, 3, 4, 5;
SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY 1, 2;
SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1;
)sql";

/// A database file with an Alembic environment around it.
class Database {
 public:
  explicit Database(const std::string& before) : sqlite_(before), environment_(sqlite_.url()) {}

  std::string run(const std::string& sql) const {
    const test::Ran ran = test::shell("sqlite3 -bail " + sqlite_.path(), sql);
    EXPECT_EQ(ran.err, "") << sql;
    return ran.out;
  }
  std::string facts() const { return run("DROP TABLE IF EXISTS alembic_version; " + std::string(kFacts)); }
  /// The CREATE TABLE, white space squeezed.
  std::string declaration(const std::string& name) const {
    std::string squeezed;
    for (const char c : run("SELECT sql FROM sqlite_master WHERE name = '" + name + "'")) {
      const bool space = c == ' ' || c == '\n' || c == '\t';
      if (!space)
        squeezed += c;
      else if (!squeezed.empty() && squeezed.back() != ' ')
        squeezed += ' ';
    }
    return squeezed;
  }
  /// The columns and constraints of the CREATE TABLE; SQLAlchemy keeps no order among the latter.
  std::set<std::string> items(const std::string& name) const {
    const std::string text = declaration(name);
    std::set<std::string> found;
    std::string item;
    int depth = 0;
    for (const char c : text) {
      if (c == ')') --depth;
      const bool ends = (depth == 1 && c == ',') || (depth == 0 && c == ')');
      if (ends) {
        if (item.ends_with(' ')) item.pop_back();
        found.insert(std::exchange(item, ""));
      }
      if (depth > 0 && !ends && !(item.empty() && c == ' ')) item += c;
      if (c == '(') ++depth;
    }
    return found;
  }
  void write(const Migration& migration) {
    text_ = alembic_revision(migration, {"0123456789ab", std::nullopt, "a revision", "2025-01-31"});
    environment_.write_revision("0123456789ab", text_);
  }
  test::Ran alembic(const std::string& arguments) const { return environment_.run(arguments); }
  void expect_run(const std::string& arguments) const {
    const test::Ran ran = alembic(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err << text_;
  }
  void up(const Migration& migration) {
    write(migration);
    expect_run("upgrade head");
  }
  void down() const { expect_run("downgrade base"); }
  void set_up_connection_by(const std::string& sql) { environment_.set_up_connection_by(sql); }
  const std::string& text() const { return text_; }
  bool says(const std::string& python) const { return text_.find(python) != std::string::npos; }

 private:
  test::TemporarySqlite sqlite_;
  test::AlembicEnvironment environment_;
  std::string text_;
};

}  // namespace tenon::test::lite
