// Finds the tables whose columns stand in another order on the two sides.

#pragma once

#include <string>

#include "model/catalog.h"

namespace tenon {

/// One line that names the first tables whose common columns stand in another order, which is not compared:
/// no ALTER TABLE changes it. Empty: there are none.
std::string column_order_note(const Catalog& actual, const Catalog& declared);

}  // namespace tenon
