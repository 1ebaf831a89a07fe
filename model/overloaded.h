// Combines lambdas into a visitor of a variant.

#pragma once

namespace tenon {

/// One lambda per alternative of a variant; no catch-all arm, so that a new alternative breaks the build.
template <class... Arms>
struct Overloaded : Arms... {
  using Arms::operator()...;
};
template <class... Arms>
Overloaded(Arms...) -> Overloaded<Arms...>;

}  // namespace tenon
