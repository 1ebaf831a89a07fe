// Writes names of constraints as declared JSON, such that they are read back unchanged.

#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/catalog.h"
#include "model/naming.h"

namespace tenon {

/// Returns the value of "name" that reads back as the constraint's name: text, or {"conv": text} where the
/// convention would change it; null if the name need not be written.
nlohmann::ordered_json name_json(const Constraint& constraint, const Table& table,
                                 const NamingConvention& convention, const Dialect& dialect);
nlohmann::ordered_json naming_json(const NamingConvention& convention);

}  // namespace tenon
