// Opens and reads what the command line names as a source.

#include "app/source.h"

#include <algorithm>
#include <filesystem>

#include "app/backends.h"
#include "app/copied_locations.h"
#include "app/file_text.h"
#include "app/stored_source.h"
#include "declare/sql/declaration.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

/// Tells whether the file is the downgrade of a migration, which is stored beside the upgrade.
bool is_way_down(const fs::path& path) { return path.stem().extension() == ".down"; }

/// Returns the files of a folder in name order: *.json, or *.sql but for *.down.sql.
std::vector<std::string> folder_files(const std::string& folder) {
  std::vector<std::string> json;
  std::vector<std::string> sql;
  std::error_code fault;
  fs::directory_iterator entries(folder, fault);
  if (fault) fail_to_read(folder, fault.value());
  for (const auto& entry : entries) {
    if (entry.path().extension() == ".json") json.push_back(entry.path().string());
    if (entry.path().extension() == ".sql" && !is_way_down(entry.path()))
      sql.push_back(entry.path().string());
  }
  if (json.empty() && sql.empty())
    throw Error(Fault::kDeclaration, "the folder " + folder + " holds no *.json and no *.sql");
  if (!json.empty() && !sql.empty())
    throw Error(Fault::kUsage,
                "the folder " + folder + " holds *.json and *.sql; name the files that are meant");
  std::vector<std::string>& paths = json.empty() ? sql : json;
  std::ranges::sort(paths);
  return paths;
}

void add_documents(std::vector<Document>& documents, const SourceArgument& source,
                   const SourceArgument& store) {
  if (auto stored = stored_document(source, store)) return documents.push_back(std::move(*stored));
  const std::string& part = source.exposed();
  std::error_code ignored;
  if (!fs::is_directory(part, ignored)) return documents.push_back({part, file_text(part)});
  for (const std::string& path : folder_files(part)) documents.push_back({path, file_text(path)});
}

bool is_sql(const Document& document) { return fs::path(document.path).extension() == ".sql"; }

/// Whether a line of a file begins with a comment.
bool has_line(const Document& document, std::string_view comment) {
  return document.text.starts_with(comment) ||
         document.text.find("\n" + std::string(comment)) != std::string::npos;
}
bool leaves_out_unmodelled(const Document& document) { return has_line(document, kLeavesOutUnmodelled); }
bool declares_nothing(const Document& document) { return has_line(document, kDeclaresNothing); }

std::string joined_paths(const std::vector<Document>& documents) {
  std::string all;
  for (const Document& document : documents) all += (all.empty() ? "" : ", ") + document.path;
  return all;
}

/// Returns the backend of a server on which temporary databases can be created.
const Backend& scratch_backend(const SourceArgument& url) {
  const Backend& backend = backend_for(url);
  if (!backend.make_scratch)
    throw Error(Fault::kUsage, "--scratch wants the URL of a server, postgresql://...; " +
                                   std::string(backend.dialect->name) + " needs none");
  return backend;
}

}  // namespace

OpenSource::OpenSource(const std::vector<SourceArgument>& parts, const SourceArgument& scratch,
                       Patience patience, const SourceArgument& store)
    : patience_(patience) {
  const bool live =
      std::ranges::any_of(parts, [](const SourceArgument& part) { return !scheme(part).empty(); });
  if (live && parts.size() > 1)
    throw Error(Fault::kUsage,
                "a database URL stands alone; several sources make one schema only when all are files");
  if (live) {
    const Backend& backend = backend_for(parts.front());
    database_ = backend.open(parts.front(), patience);
    dialect_ = backend.dialect;
    return;
  }
  for (const SourceArgument& part : parts) add_documents(documents_, part, store);
  take(scratch);
}

OpenSource::OpenSource(std::vector<Document> documents, const SourceArgument& scratch, Patience patience)
    : documents_(std::move(documents)), patience_(patience) {
  take(scratch);
}

void OpenSource::take(const SourceArgument& scratch) {
  is_sql_ = std::ranges::any_of(documents_, is_sql);
  if (is_sql_ && !std::ranges::all_of(documents_, is_sql))
    throw Error(Fault::kUsage, "SQL and JSON do not make one schema: " + joined_paths(documents_));
  if (is_sql_ && !scratch.empty()) {
    scratch_url_ = scratch;
    dialect_ = scratch_backend(scratch).dialect;
  }
  if (is_sql_) return;  // SQL does not name its dialect
  if (const auto name = declared_dialect(documents_)) dialect_ = &dialect_by_name(*name);
}

Side OpenSource::side() const {
  if (database_) return database_->side();
  Side side;
  side.kind = is_sql_ ? "sql" : "json";
  side.path = joined_paths(documents_);
  return side;
}

namespace {

Declaration read_compiled(std::span<const Document> documents, const Dialect& dialect,
                          const NamingConvention& usual) {
  Declaration read = read_json(documents, dialect, usual);
  for (const Backend& backend : backends())
    if (backend.dialect == &dialect && backend.compile) backend.compile(read.catalog);
  return read;
}

}  // namespace

Declaration OpenSource::read(const Dialect& dialect, const NamingConvention& usual) {
  if (database_) return {database_->reflect(), {}, {}};
  if (dialect_ && dialect_ != &dialect)
    throw Error(Fault::kDeclaration, joined_paths(documents_) + " declares a schema for " +
                                         std::string(dialect_->name) + ", and the other side is " +
                                         std::string(dialect.name) +
                                         "; take \"dialect\" out of a file that serves both");
  if (!is_sql_) return read_compiled(documents_, dialect, usual);
  Declaration read = read_sql(dialect);
  read.lists_unmodelled = std::ranges::none_of(documents_, leaves_out_unmodelled);
  read.declares_nothing = std::ranges::any_of(documents_, declares_nothing);
  return read;
}

Declaration OpenSource::read_sql(const Dialect& dialect) {
  if (!find_backend(dialect))
    throw Error(Fault::kUnsupported, joined_paths(documents_) + ": SQL is not read for " +
                                         std::string(dialect.name) + "; declare the schema as JSON");
  if (scratch_url_.empty()) return backend_for(dialect).read_sql(documents_);
  const auto make = [&] { return scratch_backend(scratch_url_).make_scratch(scratch_url_, patience_); };
  scratch_ = std::make_unique<ScratchSchema>(make, documents_);
  return {with_locations_of(scratch_->database().reflect(), readable_postgresql(documents_)), {}, {}};
}

namespace {

const std::string kSayDialect =
    "give --dialect postgresql or --dialect sqlite, or write \"dialect\": \"postgresql\" into a JSON file";

/// Returns the dialect of a source that determines it, which no flag can change.
const Dialect& agreed(const OpenSource& source, const std::string& given) {
  if (given.empty() || &dialect_by_name(given) == source.dialect()) return *source.dialect();
  throw Error(Fault::kUsage, "--dialect " + given + " is not the dialect of " + to_string(source.side()) +
                                 ", which is " + std::string(source.dialect()->name) +
                                 " by itself; leave the option out");
}

}  // namespace

void require_scratch_used(const OpenSource& actual, const OpenSource& declared,
                          const SourceArgument& scratch) {
  if (!scratch.empty() && !actual.reads_by_scratch() && !declared.reads_by_scratch())
    throw Error(Fault::kUsage,
                "--scratch is where SQL files are read, and there are none here; leave it out");
}

const Dialect& common_dialect(const OpenSource& actual, const OpenSource& declared,
                              const std::string& given) {
  if (actual.database() && declared.database() && actual.dialect() != declared.dialect())
    throw Error(Fault::kUsage, "one side is " + std::string(actual.dialect()->name) + " and the other " +
                                   std::string(declared.dialect()->name) +
                                   "; only databases of one kind compare");
  const OpenSource& leading = declared.database() && !actual.database() ? declared : actual;
  for (const OpenSource* each : {&leading, &declared})
    if (each->dialect()) return agreed(*each, given);
  if (!given.empty()) return dialect_by_name(given);
  throw Error(Fault::kUsage, "neither side says which database it is for; " + kSayDialect);
}

const Dialect& dialect_of(const OpenSource& source, const std::string& given) {
  if (source.dialect()) return agreed(source, given);
  if (!given.empty()) return dialect_by_name(given);
  throw Error(Fault::kUsage, source.side().path + " does not say which database it is for; " + kSayDialect);
}

const Dialect& dialect_by_name(const std::string& name) {
  if (const Dialect* found = find_dialect(name)) return *found;
  throw Error(Fault::kUsage, "there is no dialect \"" + name + "\"; known are postgresql, sqlite and actian" +
                                 suggestion(name, {"postgresql", "sqlite", "actian"}));
}

}  // namespace tenon
