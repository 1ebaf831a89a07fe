// Combines lambdas into a visitor of a variant.

#pragma once

namespace tenon {

/// Combines one lambda for each alternative of a variant. Do not add a catch-all arm: a new alternative must
/// break the build.
template <class... Arms>
struct Overloaded : Arms... {
  using Arms::operator()...;
};
template <class... Arms>
Overloaded(Arms...) -> Overloaded<Arms...>;

}  // namespace tenon
