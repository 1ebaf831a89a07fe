#pragma once

#include <map>
#include <vector>

#include "diff/comparison.h"
#include "diff/diff.h"
#include "diff/text_settling.h"

namespace tenon {

/// The changes and unknowns of a comparison whose texts have been asked about and given settled keys.
///
/// * An attribute that would be equal if the texts that the database did not tell apart were: an Unknown, and
///   no change. An Altered keeps its other attributes, and its declared object gets the actual text, as that
///   is not to be changed.
/// * A dropped and an added constraint that may be one: when the declared name is nobody's choice only the
///   definition could tell, so both are one Unknown (further dropped ones that may be it are Unknown too).
/// * When the declared name is a choice, the names differ for sure, and dropping and adding leads to what is
///   declared; whether a rename would do is an Unknown of the attribute "name" beside the changes.
struct DecidedDifference {
  Difference difference;
  /// Declared constraints that one Unknown holds together with an actual one: whose name they take.
  std::map<const Item*, const Item*> joined_in_unknown;
};
DecidedDifference decided(const Comparison& comparison, const TextSettling& settling);

}  // namespace tenon
