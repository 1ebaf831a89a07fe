#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "render/alembic/revision.h"
#include "render/sql_script.h"
#include "tests/support/alembic.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"

/// Every migration runs twice: by Alembic, and as bare statements by psql beside it. pg_dump must not be able
/// to tell the two databases apart, and the downgrade must lead back.
namespace tenon::test::postgres {

inline std::string statements(const Plan& plan) {
  std::string sql;
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops)
      for (const std::string& statement : sql_statements(op, *plan.dialect)) sql += statement + ";\n";
  return sql;
}

inline Migration up_and_down(std::vector<Op> up, std::vector<Op> down) {
  return {plan_of(kPostgresql, std::move(up)), plan_of(kPostgresql, std::move(down))};
}

inline std::string revision_text(const Migration& migration) {
  return alembic_revision(migration,
                          {"0123456789ab", std::nullopt, "it's \"one\" \\ revision", "2025-01-31"});
}

/// pg_dump's without what Alembic keeps for itself.
inline std::string dump(const TemporaryDatabase& database) {
  return output_of("pg_dump --schema-only --no-owner --exclude-table=alembic_version " +
                   shell_quoted(database.url()) + " | grep -v -e '^.\\(un\\)\\?restrict '");
}

/// Returns the revision file for what else is to be said of it.
inline std::string expect_same(const std::string& before, const Migration& migration) {
  const TemporaryDatabase alembic(before);
  const TemporaryDatabase plain(before);
  const std::string start = dump(alembic);
  const std::string text = revision_text(migration);
  const AlembicEnvironment environment(alembic.url());
  environment.write_revision("0123456789ab", text);

  const Ran up = environment.run("upgrade head");
  EXPECT_EQ(up.code, 0) << up.err << text;
  plain.run(statements(migration.up));
  EXPECT_EQ(dump(alembic), dump(plain)) << text;
  const Ran down = environment.run("downgrade base");
  EXPECT_EQ(down.code, 0) << down.err << text;
  EXPECT_EQ(dump(alembic), start) << text;
  return text;
}

inline std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

inline IndexElement element(std::variant<Name, Expression> what) {
  IndexElement made;
  made.what = std::move(what);
  return made;
}

inline Op create(Table table) { return CreateTable{std::move(table)}; }
inline Op drop(Table table) { return DropTable{std::move(table)}; }

inline Migration creation(const Table& table) { return up_and_down({create(table)}, {drop(table)}); }

/// The same tables once more in each of so many schemas s0, s1 ..., for so many cases in one run.
inline std::string in_schemas(std::size_t cases, const std::string& sql) {
  std::string all;
  for (std::size_t i = 0; i < cases; ++i) {
    const std::string schema = "s" + std::to_string(i);
    all += "CREATE SCHEMA " + schema + "; SET search_path = " + schema + ", public;" + sql + ";\n";
  }
  return all;
}

inline QualifiedName in_schema(std::size_t i, const std::string& name) {
  return {n("s" + std::to_string(i)), n(name)};
}

inline void expect_added(const std::string& before, std::vector<Constraint> constraints) {
  std::vector<Op> up;
  std::vector<Op> down;
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    auto* key = std::get_if<ForeignKey>(&constraints[i]);
    if (key && key->referred_table.schema == n("public"))
      key->referred_table.schema = in_schema(i, "").schema;
    up.push_back(AddConstraint{in_schema(i, "t"), constraints[i]});
    down.push_back(DropConstraint{in_schema(i, "t"), constraints[i]});
  }
  expect_same(in_schemas(constraints.size(), before), up_and_down(up, down));
}

inline void expect_altered(const std::string& before, const Column& actual,
                           const std::vector<Column>& declared) {
  std::vector<Op> up;
  std::vector<Op> down;
  for (std::size_t i = 0; i < declared.size(); ++i) {
    up.push_back(AlterColumn{in_schema(i, "t"), actual, declared[i]});
    down.push_back(AlterColumn{in_schema(i, "t"), declared[i], actual});
  }
  expect_same(in_schemas(declared.size(), before), up_and_down(up, down));
}

}  // namespace tenon::test::postgres
