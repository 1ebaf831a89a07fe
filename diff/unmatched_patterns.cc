// Finds the words of a filter that select nothing.

#include "diff/unmatched_patterns.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "diff/pattern.h"
#include "model/change.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

/// Lists the paths of all objects of catalogs, as patterns are matched against them.
class Paths {
 public:
  explicit Paths(const Catalogs& catalogs) {
    for (const Catalog& catalog : catalogs) add(catalog);
  }
  const std::vector<Path>& all() const { return all_; }

 private:
  void add(const Catalog& catalog) {
    has_schemas_ = catalog.dialect->has_schemas();
    for (const Schema& schema : catalog.schemas) all_.push_back({"schema", {schema.name}, false});
    for (const Table& table : catalog.tables) add(table);
    for (const Sequence& sequence : catalog.sequences) add("sequence", sequence.name);
    for (const Enum& type : catalog.enums) add("enum", type.name);
    for_each_type_list(catalog, [&](const auto& types) {
      for (const auto& type : types) add(to_string(kind_of(Object(type))), type.name);
    });
    for (const Extension& extension : catalog.extensions)
      all_.push_back({"extension", {extension.name}, false});
    for (const UnmodelledObject& other : catalog.unmodelled) add(other.kind, other.name);
    for (const NotUnderstoodObject& other : catalog.not_understood)
      add(other.is_index() ? "index" : "table", other.name);
  }

  void add(const Table& table) {
    add("table", table.name);
    for (const Column& column : table.columns) add("column", table.name, column.name);
    for (const Constraint& constraint : table.constraints)
      add(to_string(kind_of(constraint)), table.name, name_of(constraint));
  }

  void add(std::string_view kind, const QualifiedName& name) {
    if (!has_schemas_) return all_.push_back({kind, {name.name}, false});
    all_.push_back({kind, {name.schema, name.name}, false});
    all_.push_back({"schema", {name.schema}, false});
  }
  void add(std::string_view kind, const QualifiedName& table, const Name& name) {
    std::vector<Name> names{table.name, name};
    if (has_schemas_) names.insert(names.begin(), table.schema);
    all_.push_back({kind, std::move(names), true});
  }

  bool has_schemas_ = false;
  std::vector<Path> all_;
};

bool is_literal(std::string_view pattern) { return pattern.find_first_of("*?") == std::string_view::npos; }

std::string dotted(const std::vector<Name>& names) {
  std::string text;
  for (const Name& name : names) text += (text.empty() ? "" : ".") + name.text;
  return text;
}

/// The ways in which a pattern that is spelled as `text` could name the objects.
std::vector<std::string> pattern_spellings(const std::vector<Path>& paths, std::string_view text) {
  const auto colon = text.find(':');
  const std::string kind(text.substr(0, colon == std::string_view::npos ? 0 : colon));
  std::set<std::string> all;
  for (const Path& path : paths) {
    if (kind.empty() ? path.kind == "schema" : kind != path.kind) continue;
    const std::string begin = kind.empty() ? "" : kind + ":";
    if (!path.on_table || !kind.empty()) all.insert(begin + path.names.back().text);
    all.insert(begin + dotted(path.names));
  }
  return {all.begin(), all.end()};
}

void add_unmatched(const std::string& option, const std::vector<std::string>& texts, const Dialect& dialect,
                   const std::vector<Path>& paths, PatternScope scope, std::vector<UnmatchedPattern>& to) {
  const bool is_schema = option == "--schema";
  for (const std::string& text : texts) {
    if (scope == PatternScope::kWords && !is_literal(text)) continue;
    const std::string bare = text.starts_with('!') ? text.substr(1) : text;
    const std::string spelled = is_schema ? "schema:" + bare : bare;
    const Pattern pattern(spelled, dialect);
    if (std::ranges::any_of(paths, [&](const Path& path) { return pattern.matches(path); })) continue;
    std::vector<std::string> known = pattern_spellings(paths, spelled);
    if (is_schema)
      for (std::string& word : known) word.erase(0, word.find(':') + 1);
    to.push_back({option, text, suggestion(bare, known), option != "--exclude" && bare == text});
  }
}

}  // namespace

std::vector<UnmatchedPattern> unmatched_patterns(const Filter& filter, const Catalogs& catalogs,
                                                 PatternScope scope) {
  std::vector<UnmatchedPattern> all;
  if (filter.schemas.empty() && filter.include.empty() && filter.exclude.empty()) return all;
  const Dialect& dialect = *catalogs.front().get().dialect;
  const Paths paths(catalogs);
  if (dialect.has_schemas()) add_unmatched("--schema", filter.schemas, dialect, paths.all(), scope, all);
  add_unmatched("--include", filter.include, dialect, paths.all(), scope, all);
  add_unmatched("--exclude", filter.exclude, dialect, paths.all(), scope, all);
  return all;
}

}  // namespace tenon
