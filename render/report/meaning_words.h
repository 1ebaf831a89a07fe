// The sentences about findings as two tables: by verb and kind, and by kind and attribute.

#pragma once

#include <span>
#include <string_view>

#include "model/change.h"
#include "render/report/finding.h"

namespace tenon {

/// Which values an attribute must have for a sentence to be about it.
enum class MeaningWhen { kAlways, kActuallyTrue, kActuallyNone, kDeclaredNone };

/// Returns the bit of a kind in a set of kinds.
constexpr unsigned kind_bit(Kind kind) { return 1U << static_cast<unsigned>(kind); }

/// The sentence about one attribute. The first row that is about it holds.
struct AttributeMeaning {
  unsigned kinds;              ///< a set of kind_bit()
  std::string_view attribute;  ///< as in model/fields.h, or the key of an option
  MeaningWhen when;
  std::string_view text;  ///< with {table}, {name}, {referred}, {actual} and {declared}
};
std::span<const AttributeMeaning> attribute_meanings();

/// Returns the sentence about an object as a whole: it is missing, unexpected, renamed ... Never empty; the
/// same places to fill in.
std::string_view verb_meaning(FindingVerb verb, Kind kind);

}  // namespace tenon
