// Completes a declared schema by what its files use and something else creates: two catalogs in, one out.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "reflect/database.h"

namespace tenon {

/// The declared side with the objects that its files use but do not create.
struct Completed {
  Catalog declared;
  std::vector<std::string> notes;  ///< one for each type and sequence, with the first place that uses it
};

/// Returns whether the actual side has an undeclared extension, so that its users must be read.
bool has_undeclared_extensions(const Catalog& declared, const Catalog& actual);

/// Files may use a type, a sequence or an object of an extension that they do not create. It cannot be
/// dropped while a column, check, domain or index uses it, so if the actual side has it, it is added to the
/// declared side unchanged. `users`: the users of the extensions.
Completed with_undeclared(Catalog declared, const Catalog& actual, const std::vector<ExtensionUser>& users);

}  // namespace tenon
