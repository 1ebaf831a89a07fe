// The one list of databases that the program can be pointed at, and who answers for a URL or a dialect.

#include "app/backends.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/sqlite_renames.h"
#include "app/sqlite_script_database.h"
#include "declare/sql/declaration.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "reflect/sqlite/url.h"

namespace tenon {

namespace {

constexpr std::array<std::string_view, 2> kPostgresqlSchemes{"postgresql", "postgres"};
constexpr std::array<std::string_view, 1> kSqliteSchemes{"sqlite"};

/// Actian's SQL has most of PostgreSQL's words.
constexpr const Dialect& kStandIn = kPostgresql;

std::string file_of_sqlite(const SourceArgument& url) {
  const SqliteFile file = sqlite_file(url);
  return file.in_memory ? "" : file.path;
}

const std::array<Backend, 2> kBackends{{
    {&kPostgresql, kPostgresqlSchemes, &open_postgresql, &read_postgresql, nullptr,
     &create_postgresql_scratch, nullptr, nullptr, nullptr, nullptr, ""},
    {&kSqlite, kSqliteSchemes, &open_sqlite, &read_sqlite_sql, &compile_declared_by_sqlite, nullptr,
     &renamed_by_sqlite, &proved_by_sqlite, &broken_by_sqlite, &file_of_sqlite, "sqlite://"},
}};

}  // namespace

std::span<const Backend> backends() { return kBackends; }

std::vector<std::string> known_schemes() {
  std::vector<std::string> all;
  for (const Backend& backend : kBackends)
    for (const auto one : backend.schemes) all.push_back(std::string(one) + "://");
  return all;
}

std::string_view scheme(const SourceArgument& source) {
  const std::string_view text = source.exposed();
  const auto end = text.find("://");
  if (end == std::string_view::npos) return {};
  const std::string_view before = text.substr(0, end);
  const bool spelled = !before.empty() && std::ranges::all_of(before, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '_' || c == '-' || c == '.';
  });
  return spelled ? before.substr(0, before.find('+')) : std::string_view();
}

const Backend& backend_for(const SourceArgument& url) {
  const std::string_view wanted = scheme(url);
  for (const Backend& backend : kBackends)
    if (std::ranges::find(backend.schemes, wanted) != backend.schemes.end()) return backend;
  const std::vector<std::string> known = known_schemes();
  const std::string begin = std::string(wanted) + "://";
  throw Error(Fault::kUsage, "no database is reached by " + begin + "; known are " + with_commas(known) +
                                 suggestion(begin, known));
}

const Backend* find_backend(const Dialect& dialect) {
  for (const Backend& backend : kBackends)
    if (backend.dialect == &dialect) return &backend;
  return nullptr;
}

const Backend& backend_for(const Dialect& dialect) {
  if (const Backend* found = find_backend(dialect)) return *found;
  throw Error(Fault::kInternal, "the dialect " + std::string(dialect.name) + " has no backend");
}

const Backend& stand_in_backend() { return backend_for(kStandIn); }

}  // namespace tenon
