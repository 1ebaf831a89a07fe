// Compares what is not modelled: two catalogs in, a list by kind out.

#pragma once

#include <string>
#include <vector>

#include "declare/declaration.h"
#include "model/report.h"

namespace tenon {

/// The unmodelled objects of one side.
struct UnmodelledSide {
  const Catalog& catalog;
  bool listed;  ///< the list is complete; a declaration may have no such list
  std::vector<std::string> unlisted_kinds = {};  ///< kinds that a complete list omits

  /// Tells whether an object of this kind that the side does not list is absent.
  bool lists(const std::string& kind) const;
};

/// Returns the unmodelled objects of both sides, by kind and name, each with whether it is known to differ:
/// only one of two complete lists has it, or the definitions have different keys. The settings of a file
/// never differ: programs and migration runners set them on purpose (see settings_note()). Objects that a
/// reader did not understand are not included; each of them is an Unknown.
std::vector<UnmodelledKind> compared_unmodelled(const UnmodelledSide& actual, const UnmodelledSide& declared);

/// Returns a note on the settings of the file that both sides tell and that differ, with both values; empty
/// if there are none. `both_live`: a database without a setting has its default, a declaration says nothing.
std::string settings_note(const Catalog& actual, const Catalog& declared, bool both_live);

}  // namespace tenon
