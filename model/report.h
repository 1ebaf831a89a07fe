// The result of a comparison, its outcome and its exit code.

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
  NotCompared<Source> source = {};  ///< of the declared side, where there is one

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
  std::size_t sequences = 0;
  std::size_t types = 0;
  std::size_t ignored = 0;  ///< left out by filters: runners' bookkeeping tables, --exclude
};

/// Whether nothing at all was compared.
bool is_empty(const Counts& counts);

/// An object of a kind that tenon does not model: told apart by its name, and by the digest of what the
/// database gives as its definition.
struct UnmodelledEntry {
  QualifiedName name;
  QualifiedName table;          ///< the table it sits on; empty for a view or a function
  bool is_actual = false;       ///< the actual side holds it
  bool is_declared = false;     ///< the declared side holds it
  std::string actual_digest;    ///< `sha256:...`; empty: that side cannot give the definition
  std::string declared_digest;  ///< the same of the declared side
  bool differs = false;         ///< one side is known not to have it, or to have another definition

  friend bool operator==(const UnmodelledEntry&, const UnmodelledEntry&) = default;
};

/// The objects of one kind that tenon does not model, by name.
struct UnmodelledKind {
  std::string kind;  ///< "view", "trigger", "function" ...
  std::vector<UnmodelledEntry> objects;

  friend bool operator==(const UnmodelledKind&, const UnmodelledKind&) = default;
};

enum class Outcome { kInSync, kDrift, kUnknown };

/// What a comparison found. The exit code is computed from this and nothing else.
struct Report {
  Side actual;
  Side declared;
  Counts compared;
  std::vector<Change> changes;
  std::vector<Unknown> unknowns;
  std::vector<UnmodelledKind> not_modelled;
  bool fail_on_unmodelled =
      true;  ///< whether a difference among what is not modelled keeps a side from in sync
  std::vector<std::string> left_out;  ///< the keys of what filters left out, sorted
  std::vector<std::string> notes;     ///< what a reader should know besides
};

/// Whether anything that is not modelled is known to differ.
bool others_differ(const Report& report);

/// Drift when anything that is compared differs; else unknown when anything could not be compared, nothing
/// was there to compare, or something that is not modelled differs (fail_on_unmodelled); else in sync.
Outcome outcome(const Report& report);
/// 0 in sync, 2 drift, 1 unknown.
int exit_code(Outcome outcome);

}  // namespace tenon
