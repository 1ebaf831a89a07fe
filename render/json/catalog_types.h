// Writes extensions, user-defined types and the parents of tables as declared JSON.

#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/catalog.h"
#include "model/naming.h"

namespace tenon {

/// Adds "extensions" if there are any.
void add_extensions(nlohmann::ordered_json& whole, const Catalog& catalog);

/// Adds "domains" and "types" if there are any.
void add_user_types(nlohmann::ordered_json& whole, const Catalog& catalog);

/// Adds "inherits" or "partition_of".
void add_parents(nlohmann::ordered_json& table_json, const Table& table, const Dialect& dialect);

}  // namespace tenon
