#include "tests/support/alembic_run.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <utility>

#include "tests/support/shell.h"

namespace tenon::test {

namespace {

std::string next_name() {
  static int made = 0;
  return "tenon_alembic_" + std::to_string(getpid()) + "_" + std::to_string(++made);
}

}  // namespace

Plan plan_of(const Dialect& dialect, std::vector<Op> ops) {
  Plan plan{&dialect, {}};
  plan.steps.push_back({.in_transaction = true, .ops = std::move(ops)});
  return plan;
}

PostgresDatabase::PostgresDatabase() : name_(next_name()) {
  required_environment("TENON_TEST_POSTGRES");
  shell("createdb " + name_);
}

PostgresDatabase::~PostgresDatabase() { shell("dropdb --force " + name_); }

std::string PostgresDatabase::url() const {
  return "postgresql+psycopg2://tenon@/" + name_ + "?host=" + required_environment("PGHOST");
}

std::string PostgresDatabase::run(const std::string& sql) const {
  const Ran ran = shell("psql -XqAt -v ON_ERROR_STOP=1 -f - " + name_, sql);
  EXPECT_EQ(ran.code, 0) << ran.err << "\nof\n" << sql;
  return ran.out;
}

std::string PostgresDatabase::dump() const {
  const Ran ran = shell("pg_dump --schema-only --no-owner --exclude-table=alembic_version " + name_ +
                        " | grep -v -e '^.\\(un\\)\\?restrict '");
  EXPECT_EQ(ran.err, "");
  return ran.out;
}

}  // namespace tenon::test
