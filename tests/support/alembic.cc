#include "tests/support/alembic.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

namespace tenon::test {

namespace {

constexpr std::string_view kIni = "[alembic]\nscript_location = .\n";

constexpr std::string_view kEnv = R"python(import os
from alembic import context
from sqlalchemy import MetaData, create_engine, pool

metadata = MetaData(naming_convention={
    "ix": "ix_env_%(column_0_label)s",
    "uq": "uq_env_%(table_name)s_%(column_0_name)s",
    "ck": "ck_env_%(table_name)s_%(constraint_name)s",
    "fk": "fk_env_%(table_name)s_%(column_0_name)s",
    "pk": "pk_env_%(table_name)s",
})
url = os.environ["TEST_URL"]
if context.is_offline_mode():
    context.configure(
        url=url, target_metadata=metadata, literal_binds=True, dialect_opts={"paramstyle": "named"}
    )
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
        for statement in os.environ["TEST_SQL"].split(";"):
            if statement:
                connection.connection.execute(statement)
        context.configure(connection=connection, target_metadata=metadata)
        with context.begin_transaction():
            context.run_migrations()
)python";

}  // namespace

std::string python() {
  const char* chosen = std::getenv("TENON_TEST_PYTHON");
  return chosen && *chosen ? chosen : "/usr/bin/python3";
}

Plan plan_of(const Dialect& dialect, std::vector<Op> ops) {
  Plan plan{&dialect, {}};
  plan.steps.push_back({.in_transaction = true, .ops = std::move(ops)});
  return plan;
}

AlembicEnvironment::AlembicEnvironment(std::string url) : url_(std::move(url)) {
  // Which driver goes without saying differs between versions of SQLAlchemy.
  constexpr std::string_view kBare = "postgresql://";
  if (url_.starts_with(kBare)) url_.replace(0, kBare.size(), "postgresql+psycopg2://");
  write_file(folder_.file("alembic.ini"), kIni);
  write_file(folder_.file("env.py"), kEnv);
  std::filesystem::create_directory(folder_.path() / "versions");
}

void AlembicEnvironment::write_revision(std::string_view id, std::string_view text) const {
  write_file(folder_.path() / "versions" / (std::string(id) + ".py"), text);
}

Ran AlembicEnvironment::run(const std::string& arguments) const {
  return shell("cd " + shell_quoted(folder_.path().string()) + " && TEST_URL=" + shell_quoted(url_) +
               " TEST_SQL=" + shell_quoted(connection_sql_) + " PYTHONDONTWRITEBYTECODE=1 " + python() +
               " -m alembic " + arguments);
}

}  // namespace tenon::test
