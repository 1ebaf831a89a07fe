// Writes tables, columns and constraints inside the JSON of a migration.

#pragma once

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "model/catalog.h"

// Included by the two files that write ops as JSON, and by nothing else: it brings all of nlohmann/json.

namespace tenon::ops {

using Json = nlohmann::ordered_json;

/// A JSON object that leaves out what says nothing: an empty text, list or object, false.
class Fields {
 public:
  explicit Fields(std::string_view op) { json_["op"] = op; }
  Fields() : json_(Json::object()) {}

  Fields& set(const char* key, Json value) {
    json_[key] = std::move(value);
    return *this;
  }
  Fields& maybe(const char* key, Json value) {
    const bool says_nothing = value.is_null() || value == "" || value == false ||
                              ((value.is_array() || value.is_object()) && value.empty());
    return says_nothing ? *this : set(key, std::move(value));
  }
  Json json() const { return json_; }

 private:
  Json json_;
};

Json object_of(const Options& options);
Json nullable_text(const Name& name);
Json sequence_options(const SequenceOptions& options);
Json identity(const Identity& identity);
Json computed(const Generated& generated);
Json column_json(const Column& column);

/// An op on something with a name on a table: `constraint_name` or `index_name`, `table_name`, `schema`.
Fields on_table(std::string_view op, const char* name_key, const Name& name, const QualifiedName& table);

/// The op that creates a constraint or an index.
Json created(const Constraint& constraint, const QualifiedName& table);

/// The columns, constraints and options of a table, behind what is there already.
Json table_parts(Fields all, const Table& table);

}  // namespace tenon::ops
