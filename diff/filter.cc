// Removes from a catalog what include and exclude patterns do not select.

#include "diff/filter.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "diff/pattern.h"
#include "diff/runners.h"
#include "diff/sql_text.h"
#include "diff/words.h"
#include "model/change.h"
#include "model/dialect.h"
#include "model/unmodelled.h"

namespace tenon {

namespace {

std::vector<std::string> schema_patterns(const std::vector<std::string>& names) {
  std::vector<std::string> patterns;
  for (const auto& name : names)
    patterns.push_back(name.starts_with('!') ? "!schema:" + name.substr(1) : "schema:" + name);
  return patterns;
}

bool names(const Constraint& constraint, const Name& column) {
  if (std::ranges::count(columns_of(constraint), column) > 0) return true;
  bool found = false;
  const auto look = [&](const ConstSqlText& sql_text) {
    found = found || has_word(*sql_text.text, column.text) || has_word(*sql_text.key, column.key);
  };
  std::visit([&](const auto& c) { for_each_sql_text(c, look); }, constraint);
  return found;
}

/// Tells whether a constraint of the table requires the column.
bool needed(const Table& table, const Name& column) {
  return std::ranges::any_of(table.constraints, [&](const Constraint& c) { return names(c, column); });
}

/// Applies the filter to one catalog.
class CatalogFilter {
 public:
  CatalogFilter(Catalog catalog, const Filter& filter)
      : filter_(filter),
        dialect_(*catalog.dialect),
        schemas_(schema_patterns(filter.schemas), dialect_),
        include_(filter.include, dialect_),
        exclude_(filter.exclude, dialect_),
        found_{std::move(catalog), {}} {}

  Filtered run() {
    Catalog& catalog = found_.catalog;
    std::erase_if(catalog.tables, [&](Table& table) {
      if (keeps(table)) return false;
      gone_.insert(table.name);
      return true;
    });
    std::erase_if(catalog.sequences, [&](const Sequence& s) { return !keeps(s); });
    std::erase_if(catalog.enums, [&](const Enum& e) { return !keeps(e, Kind::kEnum); });
    for_each_type_list(catalog, [&](auto& types) {
      std::erase_if(types, [&](const auto& type) { return !keeps(type, kind_of(Object(type))); });
    });
    std::erase_if(catalog.extensions, [&](const Extension& e) { return !keeps(e); });
    const auto is_left_out = [&](const UnmodelledObject& o) {
      if (keeps(o)) return false;
      if (o.table.name.empty()) gone_.insert(o.name);
      return true;
    };
    const auto is_on_left_out = [&](const auto& o) { return gone_.contains(o.table); };
    std::erase_if(catalog.unmodelled, is_left_out);
    std::erase_if(catalog.not_understood,
                  [&](const NotUnderstoodObject& o) { return is_left_out(as_unmodelled(o)); });
    std::erase_if(catalog.unmodelled, is_on_left_out);
    std::erase_if(catalog.not_understood, is_on_left_out);
    std::erase_if(catalog.schemas, [&](const Schema& s) { return !keeps(s); });
    std::ranges::sort(left_out_);
    for (const Key& key : left_out_) found_.ignored.push_back(to_string(key));
    return std::move(found_);
  }

 private:
  Path path(std::string_view kind, const Name& schema, std::vector<Name> below, bool on_table = false) const {
    if (dialect_.has_schemas()) below.insert(below.begin(), schema);
    return {kind, std::move(below), on_table};
  }

  std::vector<Path> chain(std::string_view kind, const QualifiedName& name) const {
    std::vector<Path> all{path(kind, name.schema, {name.name})};
    if (dialect_.has_schemas()) all.push_back({"schema", {name.schema}, false});
    return all;
  }

  std::vector<Path> chain(std::string_view kind, const QualifiedName& table, const Name& name) const {
    std::vector<Path> all = chain("table", table);
    all.push_back(path(kind, table.schema, {table.name, name}, true));
    return all;
  }

  bool in_schemas(const Name& schema) const {
    if (!filter_.runner_tables && is_runner_schema(schema, dialect_)) return false;
    if (!dialect_.has_schemas() || schemas_.empty()) return true;
    return schemas_.says({{"schema", {schema}, false}}).value_or(schemas_.begins_negated());
  }
  bool excluded(const std::vector<Path>& chain) const { return exclude_.says(chain).value_or(false); }
  bool included(const std::vector<Path>& chain) const {
    return include_.empty() || include_.says(chain).value_or(include_.begins_negated());
  }

  bool left_out(Key key) {
    left_out_.push_back(std::move(key));
    return false;
  }

  bool keeps(Table& table) {
    const auto& [schema, name] = table.name;
    const auto here = chain("table", table.name);
    const bool runners = !filter_.runner_tables && is_runner_table(table.name, dialect_);
    const bool others = !filter_.partitions && is_partition(table);
    if (runners || others || !in_schemas(schema) || excluded(here))
      return left_out({Kind::kTable, schema, {}, name});
    std::vector<Key> outside;
    const bool any = sift(table, outside);
    if (!included(here) && !any) return left_out({Kind::kTable, schema, {}, name});
    left_out_.insert(left_out_.end(), outside.begin(), outside.end());
    return true;
  }

  bool wanted(const std::vector<Path>& chain) const { return included(chain) && !excluded(chain); }

  /// Removes what is not wanted from a table; returns whether anything wanted remains.
  bool sift(Table& table, std::vector<Key>& outside) const {
    const auto key = [&](Kind kind, const Name& name) {
      return Key{kind, table.name.schema, table.name.name, name};
    };
    const auto keep = [&](Kind kind, const Name& name) {
      const bool kept = wanted(chain(to_string(kind), table.name, name));
      if (!kept) outside.push_back(key(kind, name));
      return kept;
    };
    std::erase_if(table.constraints, [&](const Constraint& c) { return !keep(kind_of(c), name_of(c)); });
    bool any = !table.constraints.empty();
    std::erase_if(table.columns, [&](const Column& column) {
      const auto here = chain(to_string(Kind::kColumn), table.name, column.name);
      const bool kept = wanted(here) || (!excluded(here) && needed(table, column.name));
      if (!kept) outside.push_back(key(Kind::kColumn, column.name));
      any = any || kept;
      return !kept;
    });
    return any;
  }

  bool keeps(const Sequence& s) {
    const auto here = chain("sequence", s.name);
    const bool follows = s.owned_by ? holds(*s.owned_by) : included(here) || used(s.name);
    if (follows && in_schemas(s.name.schema) && !excluded(here)) return true;
    return left_out({Kind::kSequence, s.name.schema, {}, s.name.name});
  }

  bool holds(const ColumnName& column) const {
    const Table* table = find_table(found_.catalog, column.table);
    return table && find_column(*table, column.column);
  }

  template <class T>
  bool keeps(const T& type, Kind kind) {
    const auto here = chain(to_string(kind), type.name);
    if (in_schemas(type.name.schema) && !excluded(here) && (included(here) || used(type.name))) return true;
    return left_out({kind, type.name.schema, {}, type.name.name});
  }

  bool keeps(const Extension& e) {
    const std::vector<Path> here{{to_string(Kind::kExtension), {e.name}, false}};
    if ((filter_.schemas.empty() || in_schemas(e.schema)) && wanted(here)) return true;
    return left_out({Kind::kExtension, {}, {}, e.name});
  }

  /// Tells whether a kept column uses it as its type or in its default.
  bool used(const QualifiedName& name) const {
    return std::ranges::any_of(found_.catalog.tables, [&](const Table& table) {
      return std::ranges::any_of(table.columns, [&](const Column& c) {
        return has_word(c.type.text, name.name.text) ||
               (c.default_value && has_word(c.default_value->text, name.name.text));
      });
    });
  }

  bool keeps(const UnmodelledObject& o) const {
    return in_schemas(o.name.schema) && wanted(chain(o.kind, o.name));
  }

  bool keeps(const Schema& s) {
    if (s.name == dialect_.name_of(dialect_.default_schema)) return true;
    const auto inside = [&](const auto& object) { return object.name.schema == s.name; };
    const Catalog& c = found_.catalog;
    bool any = std::ranges::any_of(c.tables, inside) || std::ranges::any_of(c.enums, inside) ||
               std::ranges::any_of(c.sequences, inside);
    for_each_type_list(c, [&](const auto& types) { any = any || std::ranges::any_of(types, inside); });
    if (any) return true;
    if (in_schemas(s.name) && wanted({{"schema", {s.name}, false}})) return true;
    return left_out({Kind::kSchema, {}, {}, s.name});
  }

  const Filter& filter_;
  const Dialect& dialect_;
  PatternList schemas_;
  PatternList include_;
  PatternList exclude_;
  Filtered found_;
  std::set<QualifiedName> gone_;  ///< removed tables and views; their triggers and the like go with them
  std::vector<Key> left_out_;
};

}  // namespace

Filtered filtered(Catalog catalog, const Filter& filter) {
  return CatalogFilter(std::move(catalog), filter).run();
}

}  // namespace tenon
