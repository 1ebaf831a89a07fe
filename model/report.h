#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/change.h"

namespace tenon {

/// Something that could not be compared. Never a change, never silence, never in sync.
struct Unknown {
  Key key;
  std::string attribute;  ///< which attribute; empty: the whole object
  std::string reason;     ///< what stood in the way and what to do
  std::string actual;
  std::string declared;

  friend bool operator==(const Unknown&, const Unknown&) = default;
};

/// Where a side came from, as a report shows it: no secret in it.
struct Side {
  std::string kind;            ///< "postgresql", "sqlite", "json", "sql"
  std::string url;             ///< `postgresql://***@host/db`; empty for a file
  std::string path;            ///< of a file; several joined with ", "
  std::string server_version;  ///< empty for a file

  friend bool operator==(const Side&, const Side&) = default;
};

struct Counts {
  std::size_t tables = 0;
  std::size_t constraints = 0;
  std::size_t indexes = 0;
  std::size_t ignored = 0;  ///< left out by filters: runners' bookkeeping tables, --exclude
};

/// How many objects of a kind that tenon does not model each side holds.
struct OtherCount {
  std::string kind;
  std::size_t actual = 0;
  std::size_t declared = 0;

  friend bool operator==(const OtherCount&, const OtherCount&) = default;
};

enum class Outcome { kInSync, kDrift, kUnknown };

/// What a comparison found. The exit code is computed from this and nothing else.
struct Report {
  Side actual;
  Side declared;
  Counts compared;
  std::vector<Change> changes;
  std::vector<Unknown> unknowns;
  std::vector<OtherCount> not_modelled;
  std::vector<std::string> notes;  ///< what a reader should know besides: what was left out, and why
};

/// Drift when anything differs; else unknown when anything could not be compared or nothing was there to
/// compare; else in sync.
Outcome outcome(const Report& report);
/// 0 in sync, 2 drift, 1 unknown.
int exit_code(Outcome outcome);

}  // namespace tenon
