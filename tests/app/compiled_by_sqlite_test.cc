#include "app/sqlite_script_database.h"

#include <gtest/gtest.h>

#include <string>

#include "declare/declaration.h"
#include "model/error.h"

namespace tenon {
namespace {

/// What is said against a schema that is declared as JSON.
std::string faults(const std::string& tables) {
  const Document document{"a.json", R"({"tables": {)" + tables + "}}"};
  const Catalog declared = read_json({&document, 1}, kSqlite).catalog;
  try {
    compile_declared_by_sqlite(declared);
  } catch (const Error& error) {
    return error.fault() == Fault::kDeclaration ? error.what() : "not a fault of the declaration";
  }
  return "";
}

TEST(CompiledBySqlite, SaysAllThatSqliteRefuses) {
  EXPECT_EQ(faults(R"j("t": {"columns": {"a": {"type": "text", "default": "b || 'x'"}}},
"u": {"columns": {"a": {"type": "int", "check": "b > 0"}}},
"v": {"columns": {"a": {"type": "int"}}, "indexes": [
  {"name": "i", "columns": [{"expression": "abs(b)"}]},
  {"name": "j", "columns": ["a"], "where": "c = 1"}]})j"),
            "a.json:1:13: table t: SQLite refuses it: default value of column [a] is not constant\n"
            "a.json:2:1: table u: SQLite refuses it: no such column: b\n"
            "a.json:4:3: index i of table v: SQLite refuses it: no such column: b\n"
            "a.json:5:3: index j of table v: SQLite refuses it: no such column: c");
}

TEST(CompiledBySqlite, TakesWhatOnlyAProgramHasForGiven) {
  EXPECT_EQ(faults(R"j("t": {"columns": {"a": {"type": "text", "check": "my_function(a) > 0"},
    "b": {"type": "text", "collation": "my_order"}}, "indexes": [{"name": "i", "columns": ["b"]}],
    "foreign_keys": [{"columns": ["a"], "references": ["u.x"]}]},
    "u": {"columns": {"x": {"type": "text", "primary_key": true}}})j"),
            "");
}

}  // namespace
}  // namespace tenon
