// Parses a sqlite URL into what SQLite opens.

#include "reflect/sqlite/url.h"

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "model/error.h"
#include "model/redaction.h"

namespace tenon {

namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    parts.push_back(text.substr(0, text.find(at)));
    text.remove_prefix(std::min(parts.back().size() + 1, text.size()));
  }
  return parts;
}

std::string_view key_of_pair(std::string_view pair) { return pair.substr(0, pair.find('=')); }

// Parameters of Python's driver are not passed to SQLite, nor is a mode that could write.
bool is_for_sqlite(std::string_view pair) {
  constexpr std::array kNotForSqlite{"uri",
                                     "mode",
                                     "timeout",
                                     "detect_types",
                                     "isolation_level",
                                     "check_same_thread",
                                     "factory",
                                     "cached_statements"};
  for (const std::string_view key : kNotForSqlite)
    if (key_of_pair(pair) == key) return pair == "mode=memory";
  return true;
}

SqliteFile uri_file(std::string_view name, std::string_view query) {
  SqliteFile file{.path = percent_decoded(name.substr(name.find(':') + 1)), .opened = std::string(name)};
  char joint = '?';
  for (const std::string_view pair : split(query, '&')) {
    if (!is_for_sqlite(pair)) continue;
    file.opened += joint + std::string(pair);
    joint = '&';
    if (pair == "mode=memory") file.in_memory = true;
  }
  if (file.path == ":memory:") file.in_memory = true;
  if (file.path.starts_with("//")) file.path.erase(0, file.path.find('/', 2));
  return file;
}

bool asks_for_uri(std::string_view query) {
  for (const std::string_view pair : split(query, '&'))
    if (pair == "uri=true" || pair == "uri=1") return true;
  return false;
}

std::string named_file(std::string_view text) {
  std::error_code ignored;
  return fs::exists(fs::path(text), ignored) ? std::string(text) : percent_decoded(text);
}

}  // namespace

SqliteFile sqlite_file(const SourceArgument& source) {
  const std::string& url = source.exposed();
  const std::string_view rest = std::string_view(url).substr(std::min(url.find(':') + 1, url.size()));
  const bool is_sqlite = url.starts_with("sqlite:") || url.starts_with("sqlite+");
  if (!is_sqlite || !rest.starts_with("//") || (rest.size() > 2 && rest[2] != '/'))
    throw Error(Fault::kUsage, source.redacted() +
                                   " is not a URL of an SQLite database; write sqlite:///relative.db or " +
                                   "sqlite:////absolute.db (three slashes, then the path)");
  const std::string_view name = rest.substr(std::min<std::size_t>(3, rest.size()), rest.find('?') - 3);
  const std::string_view query = rest.substr(std::min(rest.find('?'), rest.size() - 1) + 1);
  if (name.starts_with("file:") && asks_for_uri(query)) return uri_file(name, query);
  if (name.empty() && rest.size() > 2)
    throw Error(Fault::kConnection,
                source.redacted() +
                    " names no file; write sqlite:///relative.db or sqlite:////absolute.db, or " +
                    "sqlite:// for an empty database in memory");
  if (name.empty() || name == ":memory:")
    return {.path = ":memory:", .opened = ":memory:", .in_memory = true};
  const std::string path = named_file(name);
  return {.path = path, .opened = fs::absolute(path).string()};
}

}  // namespace tenon
