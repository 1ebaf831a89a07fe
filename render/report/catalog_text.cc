// Writes a catalog as text for people.

#include "render/report/catalog_text.h"

#include <map>
#include <string>

#include "model/pluralize.h"
#include "model/to_string.h"
#include "model/visible.h"
#include "render/definition.h"
#include "render/report/report_counts.h"
#include "render/report/report_words.h"
#include "render/sql_script.h"

namespace tenon {

namespace {

/// Calls `use` for extensions, types and sequences, which belong to no table.
template <class Use>
void for_each_lone_object(const Catalog& catalog, const Use& use) {
  for (const Extension& e : catalog.extensions) use(e, Key{Kind::kExtension, {}, {}, e.name});
  for_each_type_list(catalog, [&](const auto& types) {
    for (const auto& type : types)
      use(type, Key{kind_of(Object(type)), type.name.schema, {}, type.name.name});
  });
  for (const Enum& e : catalog.enums) use(e, Key{Kind::kEnum, e.name.schema, {}, e.name.name});
  for (const Sequence& s : catalog.sequences) use(s, Key{Kind::kSequence, s.name.schema, {}, s.name.name});
}

std::string kinds_text(const std::map<std::string, std::size_t>& kinds) {
  std::string text;
  for (const auto& [kind, count] : kinds) text += (text.empty() ? "" : ", ") + pluralize(count, kind);
  return text;
}

std::string catalog_summary(const Catalog& catalog) {
  std::map<std::string, std::size_t> lone;
  for_each_lone_object(catalog, [&](const auto&, const Key& key) { ++lone[readable(key.kind)]; });
  if (!catalog.tables.empty()) lone["table"] = catalog.tables.size();
  std::vector<std::pair<std::string, std::string>> lines;
  for (const Table& table : catalog.tables) {
    std::map<std::string, std::size_t> kinds;
    for (const Constraint& constraint : table.constraints) ++kinds[readable(kind_of(constraint))];
    const std::string constraints = kinds_text(kinds);
    lines.emplace_back(visible(to_string(table.name)), pluralize(table.columns.size(), "column") +
                                                           (constraints.empty() ? "" : ", " + constraints));
  }
  return kinds_text(lone) + "\n" + aligned(lines, "table", Ink(false));
}

}  // namespace

std::string catalog_text(const Catalog& catalog, const Side& side, bool summary) {
  std::string out = side_name(side) + "\n";
  if (summary) return out + catalog_summary(catalog);
  const auto line = [&](const Object& object, const Key& key) {
    out += "  " + padded(readable(key.kind), 12) + padded(visible(key.name.text), 24) + " " +
           shortened(definition(object, key, *catalog.dialect)) + "\n";
  };
  for_each_lone_object(catalog, line);
  for (const Table& table : catalog.tables) {
    out += visible(to_string(table.name)) + "\n";
    for (const Column& column : table.columns)
      line(column, {Kind::kColumn, table.name.schema, table.name.name, column.name});
    for (const Constraint& constraint : table.constraints)
      line(object_of(constraint),
           {kind_of(constraint), table.name.schema, table.name.name, name_of(constraint)});
  }
  return out;
}

}  // namespace tenon
