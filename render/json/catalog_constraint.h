// Writes constraints and indexes as declared JSON.

#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/catalog.h"
#include "model/naming.h"

namespace tenon {

/// Adds the constraint to the list of its kind in the JSON of its table; the primary key is not a list.
void add_constraint(nlohmann::ordered_json& table_json, const Constraint& constraint, const Table& table,
                    const NamingConvention& convention, const Dialect& dialect);

}  // namespace tenon
