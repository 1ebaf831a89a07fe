// Writes tables, columns and constraints inside the JSON of a migration.

#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "model/catalog.h"

namespace tenon::ops {

using Json = nlohmann::ordered_json;

/// A JSON object that leaves out empty values: an empty text, list or object, and false.
class Fields {
 public:
  Fields();
  /// Begins with the member "op".
  explicit Fields(std::string_view op);
  Fields(const Fields& other);
  Fields(Fields&& other) noexcept;
  ~Fields();

  Fields& set(const char* key, Json value);
  /// Sets the member unless the value is empty.
  Fields& maybe(const char* key, Json value);
  Json json() const;

 private:
  std::unique_ptr<Json> json_;
};

Json object_of(const Options& options);
Json nullable_text(const Name& name);
Json sequence_options(const SequenceOptions& options);
Json identity(const Identity& identity);
Json computed(const Generated& generated);
Json column_json(const Column& column);

/// Begins an op on a named object of a table: `constraint_name` or `index_name`, `table_name`, `schema`.
Fields on_table(std::string_view op, const char* name_key, const Name& name, const QualifiedName& table);

/// Returns the op that creates a constraint or an index.
Json created(const Constraint& constraint, const QualifiedName& table);

/// Appends the columns, constraints and options of a table.
Json table_parts(Fields all, const Table& table);

}  // namespace tenon::ops
