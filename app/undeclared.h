// Completes a declared schema by what its files use and something else creates: two catalogs in, one out.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "reflect/database.h"

namespace tenon {

/// The declared side with what its files use and do not create.
struct Completed {
  Catalog declared;
  std::vector<std::string> notes;  ///< one for each type and sequence, with the first place that uses it
};

/// Whether the actual side has an extension that nobody declares, so that its users are asked for.
bool has_undeclared_extensions(const Catalog& declared, const Catalog& actual);

/// Files may name a type, a sequence or what an extension brought that something else creates: nobody could
/// drop it under the column, check, domain or index that uses it. Where the actual side has it, it belongs to
/// both sides as it is. `users`: of its extensions.
Completed with_undeclared(Catalog declared, const Catalog& actual, const std::vector<ExtensionUser>& users);

}  // namespace tenon
