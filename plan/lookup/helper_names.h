// Names for the tables that a script creates for its own use.
#pragma once

#include <string>

#include "model/catalog.h"

namespace tenon {

/// Returns the prefix of the names of tables that a script creates for its own use: "_tenon", or "_tenon2"
/// and so on where an object of either catalog has a name that begins with it, in whatever case.
std::string helper_prefix(const Catalog& before, const Catalog& after);

}  // namespace tenon
