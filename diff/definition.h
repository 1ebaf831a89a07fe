// Compares definitions of items without their names, and serializes them as keys.

#pragma once

#include <string>

#include "diff/item.h"

namespace tenon {

/// Tells whether two items of one kind are equal in every attribute except the name.
bool same_definition(const Item& a, const Item& b);

/// How much of a definition its key contains.
enum class Depth {
  kWhole,    ///< equal keys: same_definition()
  kCore,     ///< without what can be altered in place: the comment, and whether it is validated
  kShape,    ///< the core without the texts that only a database can compare
  kSubject,  ///< its columns, elements and texts, and the table that it refers to
};

/// Returns the definition of a constraint as one text for lookups. Two texts are equal exactly if the
/// definitions are equal at that depth.
std::string definition_key(const Item& constraint, Depth depth);

}  // namespace tenon
