#include "reflect/sqlite_scratch.h"

#include "reflect/sqlite_catalog.h"
#include "reflect/sqlite_facts.h"

namespace tenon {

namespace {

constexpr std::string_view kNoFunction = "no such function: ";

}  // namespace

SqliteScratch::SqliteScratch() : handle_(SqliteHandle::in_memory()) {}

std::optional<SqliteScratch::Refusal> SqliteScratch::run(std::string_view statement) const {
  constexpr int kMostFunctions = 1000;
  SqliteHandle::Attempt attempt = handle_.attempt(statement);
  for (int i = 0; i < kMostFunctions && attempt.error.starts_with(kNoFunction); ++i) {
    handle_.supply_function(attempt.error.substr(kNoFunction.size()));
    attempt = handle_.attempt(statement);
  }
  if (attempt.error.empty()) return std::nullopt;
  return Refusal{std::move(attempt.error), attempt.at};
}

Catalog SqliteScratch::reflect() const {
  handle_.end_transaction();
  return sqlite_catalog(sqlite_facts(handle_));
}

}  // namespace tenon
