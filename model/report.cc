// The result of a comparison, its outcome and its exit code.

#include "model/report.h"

#include <algorithm>

namespace tenon {

std::string to_string(const Side& side) { return side.url.empty() ? side.path : side.url; }

bool unmodelled_differ(const Report& report) {
  return std::ranges::any_of(report.not_modelled, [](const UnmodelledKind& kind) {
    return std::ranges::any_of(kind.objects, &UnmodelledEntry::differs);
  });
}

bool is_empty(const Counts& c) { return c.tables + c.constraints + c.indexes + c.sequences + c.types == 0; }

Outcome outcome(const Report& report) {
  if (!report.changes.empty()) return Outcome::kDrift;
  if (!report.unknowns.empty() || is_empty(report.compared)) return Outcome::kUnknown;
  if (report.fail_on_unmodelled && unmodelled_differ(report)) return Outcome::kUnknown;
  return Outcome::kInSync;
}

int exit_code(Outcome outcome) {
  switch (outcome) {
    case Outcome::kInSync:
      return 0;
    case Outcome::kDrift:
      return 2;
    case Outcome::kUnknown:
      return 1;
  }
  return 1;
}

}  // namespace tenon
