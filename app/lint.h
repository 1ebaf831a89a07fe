// The use case that lints: a source and settings in, the faults of its schema out.

#pragma once

#include "app/compare.h"
#include "model/lint.h"

namespace tenon {

/// A schema to look at by itself: the actual side of `source`, by the rules that the file and the flags
/// leave.
struct LintRequest {
  CompareRequest source;
  LintSettings settings;  ///< from flags: added to what a declared file says, `enable` winning over the file
};

struct Linted {
  LintReport report;
  const Dialect* dialect = nullptr;
};

/// Reads the source and looks at it by every rule. Throws Error(kUsage) for a code that no rule has.
Linted linted(const LintRequest& request);

/// Every rule with its code, for people.
std::string known_rules();

}  // namespace tenon
