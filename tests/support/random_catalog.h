#pragma once

#include <cstdint>
#include <random>

#include "model/catalog.h"
#include "model/dialect.h"

namespace tenon::test {

using Rng = std::mt19937_64;

/// A catalog that the dialect's database would accept: every kind of object, every option that the dialect
/// can hold, odd names now and then, everything named by a user. The same seed gives the same catalog on
/// every platform.
Catalog random_catalog(const Dialect& dialect, Rng& rng);
Catalog random_catalog(const Dialect& dialect, std::uint64_t seed);

/// A related catalog: `edits` random edits away (add, drop, alter, rename, of each kind), as valid as the
/// one it came from.
Catalog mutated(Catalog catalog, Rng& rng, int edits);

/// A foreign key of a catalog always has a key behind it where the dialect wants one; nothing names a
/// column, type, sequence or schema that is not there. What breaks that is dropped. For tests that edit a
/// catalog by hand.
Catalog repaired(Catalog catalog);

}  // namespace tenon::test
