#pragma once

#include <string>

#include "model/catalog.h"

namespace tenon {

/// What the names of the tables begin with that a script makes for itself: "_tenon", or that with a number
/// behind it where something of either catalog has a name that begins so, in whatever case.
std::string helper_prefix(const Catalog& before, const Catalog& after);

}  // namespace tenon
