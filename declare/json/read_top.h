// Reads top-level names, schemas, enums and unmodelled objects of the declared JSON into the draft.

#pragma once

#include <string>

#include "declare/json/draft.h"

namespace tenon {

/// A top-level name, `name` or `schema.name`. If the object has "schema", the key is the name without a
/// schema; if it has "name" as well, the key is only a label.
struct WrittenName {
  QualifiedName name;
  std::string schema;  ///< as written; empty if there is none
};

WrittenName read_qualified(const Reading& in, const JsonMember& entry, const std::string& who);

/// Reads the labels of an enum. Any text can be a label; each must be unique.
std::vector<std::string> read_labels(const Reading& in, const JsonValue& value, const std::string& who);
void read_enum(const Reading& in, const JsonMember& entry, SchemaDraft& draft);
void read_not_modelled(const Reading& in, const JsonValue& value, SchemaDraft& draft);
void read_schemas(const Reading& in, const JsonValue& value, SchemaDraft& draft);

}  // namespace tenon
