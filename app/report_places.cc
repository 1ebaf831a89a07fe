// Decides whether a report may be written to a path.

#include "app/report_places.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string_view>

#include "app/backends.h"
#include "app/file_text.h"
#include "model/error.h"
#include "render/report/failure.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

bool is_same(const fs::path& a, const fs::path& b) {
  std::error_code missing;
  return fs::equivalent(a, b, missing);
}

/// Returns the file of a SQLite URL; empty if it has none, or if the text is not such a URL.
std::string database_file(const std::string& source) {
  for (const Backend& backend : backends()) {
    if (!backend.file_of || std::ranges::find(backend.schemes, scheme(source)) == backend.schemes.end())
      continue;
    try {
      return backend.file_of(source);
    } catch (const Error&) {
      return "";  // the code that opens it reports the error
    }
  }
  return "";
}

bool is_of_database(const std::string& file, const std::string& path) {
  return std::ranges::any_of(std::to_array({"", "-wal", "-shm", "-journal"}), [&](const char* suffix) {
    return is_same(file + suffix, path) || fs::path(path) == fs::path(file + suffix);
  });
}

/// Tells whether the file is a SQLite database, or the journal or log of one: whoever opens it, no report
/// belongs there. A pipe is not opened, as that would wait for somebody who writes.
bool is_database(std::string path) {
  for (const std::string_view suffix : {"-wal", "-shm", "-journal"})
    if (path.ends_with(suffix)) path.resize(path.size() - suffix.size());
  std::error_code missing;
  if (!fs::is_regular_file(path, missing)) return false;
  constexpr std::string_view kMagic = "SQLite format 3";  // https://sqlite.org/fileformat2.html, section 1.3
  std::ifstream file(path, std::ios::binary);
  std::string begin(kMagic.size(), '\0');
  return file.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == kMagic;
}

bool is_in_read_folder(const std::string& source, const fs::path& path) {
  std::error_code missing;
  if (!fs::is_directory(source, missing)) return false;
  const fs::path folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  return is_same(source, folder) && (path.extension() == ".json" || path.extension() == ".sql");
}

/// Tells whether the name is that of a migration file of a layout or of another runner.
bool is_migration(const fs::path& path, const std::string& extension) {
  static const std::regex numbered(R"(.+\.(up|down)\.(sql|json)|[Vv]?[0-9]+_.*\.(sql|json))");
  std::error_code missing;
  if (!fs::is_regular_file(path, missing)) return false;
  return path.extension() == ".py" || (path.extension() == ".sql" && extension != ".sql") ||
         std::regex_match(path.filename().string(), numbered);
}

}  // namespace

std::string why_kept(const std::vector<SourceArgument>& sources, const std::string& path,
                     const std::string& extension) {
  for (const SourceArgument& one : sources) {
    const std::string& source = one.exposed();
    if (const std::string file = database_file(source); !file.empty() && is_of_database(file, path))
      return "it is the database that is read";
    if (!scheme(source).empty()) continue;
    if (is_same(source, path)) return "it is read as a source, and a source is never overwritten";
    if (is_in_read_folder(source, path))
      return "the folder " + one.redacted() + " is read as a schema, and the report would be read with it";
  }
  if (is_database(path)) return "it is a SQLite database, and a report never overwrites one";
  return is_migration(path, extension) ? "it is a migration, which is never overwritten" : "";
}

bool is_failure_report(const std::string& path) {
  const std::string text = bytes_of(path).value_or("");
  const std::string begin = failure_json({});
  const std::string_view tool = std::string_view(begin).substr(0, begin.find("\"version\""));
  return text.starts_with(tool) && text.find("\n  \"error\": {") != std::string::npos;
}

}  // namespace tenon
