// Refuses files that declare nothing unasked: a source and what was read of it in, or an error.

#pragma once

#include "app/source.h"
#include "declare/declaration.h"

namespace tenon {

/// Throws Error(kDeclaration) for files without one object, as an empty or a truncated file is no wish to
/// drop all, unless they say that nothing is meant (`"declares_nothing": true`, `-- tenon: declares
/// nothing`); and for files that say so and declare something. A database may be empty.
void require_meant(const OpenSource& source, const Declaration& read);

}  // namespace tenon
