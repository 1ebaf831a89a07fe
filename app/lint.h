// The use case that lints: a source and settings in, the faults of its schema out.

#pragma once

#include "app/compare.h"
#include "model/lint.h"

namespace tenon {

/// A schema to check: the actual side of `source`, by the rules that the file and the flags enable.
struct LintRequest {
  CompareRequest source;
  LintSettings settings;  ///< from flags, added to those of a declared file; `enable` overrides the file
};

struct Linted {
  LintReport report;
  const Dialect* dialect = nullptr;
};

/// Reads the source and checks it by all enabled rules. Throws Error(kUsage) for an unknown code.
Linted linted(const LintRequest& request);

/// Returns every rule with its code, for people.
std::string known_rules();

}  // namespace tenon
