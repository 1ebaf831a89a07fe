#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "diff/diff.h"
#include "tests/support/builders.h"

namespace tenon::test {

using Changes = std::vector<Change>;

/// The key of a thing in schema public; of a table, `table` is empty.
inline Key key(Kind kind, std::string_view table, std::string_view name) {
  return {kind, n("public"), table.empty() ? Name() : n(table), n(name)};
}

/// A catalog whose only table `t` (a integer, b text) has these constraints.
inline Catalog with(std::vector<Constraint> constraints) {
  return catalog({table("t", {column("a"), column("b", "text")}, std::move(constraints))});
}

template <class T>
T by(NamedBy who, T constraint) {
  constraint.named_by = who;
  return constraint;
}

}  // namespace tenon::test
