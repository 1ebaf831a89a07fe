// Parses a sqlite URL into what SQLite opens.

#include "reflect/sqlite/url.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "model/error.h"
#include "model/redaction.h"
#include "reflect/sqlite/url_parameters.h"

namespace tenon {

namespace {

namespace fs = std::filesystem;

SqliteFile uri_file(std::string_view name, const SqliteParameters& parameters) {
  SqliteFile file{.path = percent_decoded(name.substr(name.find(':') + 1)),
                  .opened = std::string(name),
                  .in_memory = parameters.in_memory,
                  .timeout = parameters.timeout};
  if (!parameters.for_sqlite.empty()) file.opened += "?" + parameters.for_sqlite;
  if (file.path == ":memory:") file.in_memory = true;
  if (file.path.starts_with("//")) file.path.erase(0, file.path.find('/', 2));
  return file;
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
  const SqliteParameters parameters = sqlite_parameters(query, source);
  if (name.starts_with("file:") && parameters.uri) return uri_file(name, parameters);
  if (name.empty() && rest.size() > 2)
    throw Error(Fault::kConnection,
                source.redacted() +
                    " names no file; write sqlite:///relative.db or sqlite:////absolute.db, or " +
                    "sqlite:// for an empty database in memory");
  if (!parameters.only_of_uri.empty())
    throw Error(Fault::kUsage, "cannot read " + source.redacted() + ": SQLite takes " +
                                   parameters.only_of_uri + " in a URI alone; write sqlite:///file:NAME?" +
                                   parameters.only_of_uri + "=...&uri=true");
  if (name.empty() || name == ":memory:")
    return {.path = ":memory:", .opened = ":memory:", .in_memory = true, .timeout = parameters.timeout};
  const std::string path = named_file(name);
  return {.path = path, .opened = fs::absolute(path).string(), .timeout = parameters.timeout};
}

}  // namespace tenon
