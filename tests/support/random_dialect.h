#pragma once

#include "model/dialect.h"
#include "tests/support/random_catalog.h"

namespace tenon::test {

/// A dialect that no database has: each fact is drawn, and where one fact cannot hold without another, both
/// are. Its name and the views in it live for ever.
Dialect random_dialect(Rng& rng);

}  // namespace tenon::test
