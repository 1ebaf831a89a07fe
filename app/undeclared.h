#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// The declared side with what its files use and do not create.
struct Completed {
  Catalog declared;
  std::vector<std::string> notes;  ///< one for each type and sequence, with the first place that uses it
};

/// Files may name a type or a sequence that something else creates: nobody could drop it under the column,
/// check, domain or index that uses it. Where the actual side has it, it belongs to both sides as it is.
Completed with_undeclared(Catalog declared, const Catalog& actual);

}  // namespace tenon
