// Chooses the cast of ALTER COLUMN TYPE ... USING.

#pragma once

#include <string>

#include "model/op.h"

namespace tenon {

/// Returns the cast after the column in ALTER TYPE USING: `::integer`. Empty if an assignment cast exists,
/// which rejects values that do not fit, whereas an explicit cast would truncate them. Casts from or to a
/// user-defined type (an enum) go through text.
std::string written_cast(const Type& from, const Type& to);

}  // namespace tenon
