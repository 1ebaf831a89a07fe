// Decides, after settling, which mismatches are Changes and which are Unknowns.

#pragma once

#include <map>
#include <vector>

#include "diff/comparison.h"
#include "diff/diff.h"
#include "diff/difference.h"
#include "diff/text_settling.h"

namespace tenon {

/// The changes and unknowns of a comparison after its texts were settled.
///
/// * If an attribute would be equal with its undecided texts taken as equal, it becomes an Unknown and not a
///   change. An Altered keeps its other attributes, and its declared object gets the actual text, as that is
///   not to change.
/// * If a dropped and an added constraint may be equal and the declared name is nobody's choice, only the
///   definition could decide: both become one Unknown. Further dropped ones that may be equal become Unknown.
/// * If the declared name was chosen, the names differ for certain, and drop and add reach the declared
/// state;
///   that a rename might do becomes an Unknown of the attribute "name" in addition, unless names alone match.
struct DecidedDifference {
  Difference difference;
  /// Declared constraints that share an Unknown with an actual one, whose name they take.
  std::map<const Item*, const Item*> joined_in_unknown;
};
DecidedDifference decided(const Comparison& comparison, const TextSettling& settling, MatchBy match);

}  // namespace tenon
