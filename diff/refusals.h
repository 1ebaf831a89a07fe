#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/settling.h"

namespace tenon {

/// What the compiler of the actual side says no to, among the types and expressions that `changes` add and
/// the casts that they need: their script would stop there. One line each, in the order of the changes. Let
/// be is what may be there by then: whatever names, or stands beside a column of, a type, sequence, table,
/// label, routine or the like that only the declared side has, and everything when an extension is to come.
std::vector<std::string> expected_refusals(const std::vector<Change>& changes, const Catalog& actual,
                                           const Catalog& declared, const Ask& ask);

}  // namespace tenon
