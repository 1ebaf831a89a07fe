#pragma once

#include <string>

#include "diff/item.h"

namespace tenon {

/// Whether two items of one kind are alike in every attribute, their names aside.
bool same_definition(const Item& a, const Item& b);

/// What of a definition is written into its key.
enum class Depth {
  kWhole,    ///< equal keys: same_definition()
  kCore,     ///< without what can be changed in place: the comment, and whether it is validated
  kShape,    ///< the core without the texts that only a database can compare
  kSubject,  ///< what it is about: its columns, elements and texts, the table that it refers to
};

/// A constraint's definition as one text, for looking up equals among many. Texts are equal exactly when the
/// definitions are, to that depth.
std::string definition_key(const Item& constraint, Depth depth);

}  // namespace tenon
