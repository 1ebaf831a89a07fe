// Which findings of an audit fail: a stored finding in, a judgement out.

#include "audit/judgement.h"

#include <algorithm>
#include <array>

namespace tenon {

namespace {

/// A constraint or an index under another name is as it was declared.
bool is_constraint(const std::string& kind) {
  constexpr std::array kConstraints = {Kind::kPrimaryKey, Kind::kUnique,    Kind::kIndex,
                                       Kind::kCheck,      Kind::kExclusion, Kind::kForeignKey};
  return std::ranges::any_of(kConstraints, [&](Kind one) { return to_string(one) == kind; });
}

}  // namespace

bool fails(FailOn fail_on, const StoredFinding& finding) {
  if (finding.op == "unknown") return false;
  const bool is_renamed = finding.op == "rename";
  return fails(fail_on,
               {.is_missing = finding.op == "add",
                .differs = finding.op == "change" || finding.op == "validate" ||
                           (is_renamed && (!finding.attributes.empty() || !is_constraint(finding.kind))),
                .is_destructive = *finding.is_destructive});
}

}  // namespace tenon
