// Runs declared SQL in an in-memory SQLite database and returns its catalog.

#include "reflect/sqlite/scratch.h"

#include "reflect/sqlite/catalog.h"
#include "reflect/sqlite/facts.h"

namespace tenon {

namespace {

constexpr std::string_view kNoFunction = "no such function: ";

}  // namespace

SqliteScratch::SqliteScratch() : handle_(SqliteHandle::in_memory()) {}

/// Defines each function that SQLite does not find, and tries again.
std::optional<SqliteScratch::Refusal> SqliteScratch::with_functions(
    const std::function<SqliteHandle::Attempt()>& attempt) const {
  constexpr int kMostFunctions = 1000;
  SqliteHandle::Attempt made = attempt();
  for (int i = 0; i < kMostFunctions && made.error.starts_with(kNoFunction); ++i) {
    handle_.supply_function(made.error.substr(kNoFunction.size()));
    made = attempt();
  }
  if (made.error.empty()) return std::nullopt;
  return Refusal{std::move(made.error), made.at};
}

std::optional<SqliteScratch::Refusal> SqliteScratch::run(std::string_view statement) const {
  return with_functions([&] { return handle_.attempt(statement); });
}

std::optional<SqliteScratch::Refusal> SqliteScratch::compile(std::string_view statement) const {
  return with_functions([&] {
    return SqliteHandle::Attempt{handle_.compile(statement).error, std::nullopt};
  });
}

Catalog SqliteScratch::reflect() const {
  handle_.end_transaction();
  return sqlite_catalog(sqlite_facts(handle_));
}

}  // namespace tenon
