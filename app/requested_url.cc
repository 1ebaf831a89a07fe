// Judges URLs of requests.

#include "app/requested_url.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>
#include <vector>

#include "model/error.h"
#include "model/glob.h"
#include "model/redaction.h"
#include "reflect/postgresql/target.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSqliteUrl = "sqlite:///";

std::vector<std::string> split_at(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  if (text.empty() || text.back() == separator) parts.emplace_back();
  return parts;
}

bool is_match_by_folder(const std::string& glob, const std::string& path) {
  const std::vector<std::string> globs = split_at(glob, '/');
  const std::vector<std::string> parts = split_at(path, '/');
  return std::ranges::equal(globs, parts,
                            [](const std::string& a, const std::string& b) { return glob_matches(a, b); });
}

/// Whether a part of a path is the name of a file or a folder.
bool is_plain_part(const std::string& part) {
  return !part.empty() && part != "." && part != ".." &&
         part.find_first_of(std::string_view(":\0", 2)) == std::string::npos;
}

std::string lower_host(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// A folder of a socket is listed by a word that begins as it does: `*` means names.
bool is_host_listed(const Words& globs, const std::string& host) {
  return !host.empty() && std::ranges::any_of(globs, [&](const std::string& glob) {
    return glob.starts_with('/') == host.starts_with('/') && glob_matches(lower_host(glob), lower_host(host));
  });
}

/// Returns why a parameter must not come from afar: it names a file, an address or a setting of the session,
/// or takes protection away.
std::string parameter_fault(const std::string& parameter) {
  constexpr std::array<std::string_view, 8> kHarmless{"host",
                                                      "port",
                                                      "dbname",
                                                      "user",
                                                      "connect_timeout",
                                                      "application_name",
                                                      "target_session_attrs",
                                                      "channel_binding"};
  const auto equals = parameter.find('=');
  const std::string name = percent_decoded(parameter.substr(0, equals));
  const std::string value = equals == std::string::npos ? "" : percent_decoded(parameter.substr(equals + 1));
  if (std::ranges::find(kHarmless, name) != kHarmless.end()) return "";
  if (name != "sslmode") return "a request may not set this parameter of the connection";
  const bool is_safe = value == "require" || value == "verify-ca" || value == "verify-full";
  return is_safe ? "" : "\"sslmode\" of a request is require, verify-ca or verify-full";
}

std::string postgresql_fault(const Configuration& configuration, const SourceArgument& url) {
  const std::string& text = url.exposed();
  if (const auto query = text.find('?'); query != std::string::npos)
    for (const std::string& parameter : split_at(text.substr(query + 1), '&'))
      if (std::string why = parameter_fault(parameter); !why.empty()) return why;
  try {
    const auto parameters = postgres_target(url).parameters;
    // libpq may read a whole connection out of such a name.
    if (const auto name = parameters.find("dbname");
        name != parameters.end() && name->second.find_first_of("=:") != std::string::npos)
      return "the name of a database has neither = nor : in a request";
    const auto host = parameters.find("host");
    if (host == parameters.end()) return "it names no host";
    for (const std::string& one : split_at(host->second, ','))
      if (!is_host_listed(*configuration.service.api_targets.hosts, one))
        return "\"hosts\" of [service.api_targets] does not list its host";
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::string sqlite_fault(const Configuration& configuration, const std::string& path) {
  const Words& listed = *configuration.service.api_targets.files;
  constexpr const char* kNotListed = "\"files\" of [service.api_targets] lists no path of this name";
  if (path.find_first_of("?%") != std::string::npos)
    return "the path of a SQLite file of a request has neither ? nor %";
  if (!is_path_listed(listed, path)) return kNotListed;
  const std::string folder = configuration.folder.empty() ? "." : configuration.folder;
  std::error_code fault;
  const fs::path whole = fs::canonical(fs::path(folder) / path, fault);
  if (fault) return "there is no such file";
  const bool is_there =
      path.front() == '/' ? is_path_listed(listed, whole.string()) : is_below(folder, whole.string());
  return is_there ? "" : "it is a link that leads to another place";
}

}  // namespace

bool is_path_listed(const Words& globs, const std::string& path) {
  const std::vector<std::string> parts = split_at(path, '/');
  const auto first = parts.begin() + (path.starts_with('/') ? 1 : 0);
  return std::all_of(first, parts.end(), is_plain_part) &&
         std::ranges::any_of(globs, [&](const std::string& glob) { return is_match_by_folder(glob, path); });
}

bool is_below(const std::string& folder, const std::string& path) {
  std::error_code fault;
  const std::string above = fs::canonical(folder, fault).string();
  const std::string below = fault ? "" : fs::canonical(path, fault).string();
  return !fault && below.starts_with(above == "/" ? above : above + "/");
}

std::string requested_url_fault(const Configuration& configuration, const SecretReference& url) {
  if (url.kind != SecretKind::kText) return "";
  const std::string& text = url.text.exposed();
  if (text.starts_with(kSqliteUrl)) return sqlite_fault(configuration, text.substr(kSqliteUrl.size()));
  if (text.starts_with("postgresql://") || text.starts_with("postgres://"))
    return postgresql_fault(configuration, url.text);
  return "the URL of a request begins with postgresql:// or sqlite:///";
}

}  // namespace tenon
