// The open episodes before a sweep: states after it and what it tells in, states before it out.

#include "audit/rewound.h"

#include <algorithm>

namespace tenon {

namespace {

Episode reopened(const TargetTransition& closed) {
  Episode episode;
  episode.target = closed.target;
  episode.first_fingerprint = episode.fingerprint = closed.fingerprint;
  return episode;
}

void undo(TargetState& state, const TargetTransition& one) {
  switch (one.transition) {
    case Transition::kDriftOpened:
      state.open.reset();
      break;
    case Transition::kDriftChanged:
      if (state.open) state.open->fingerprint = one.former_fingerprint;
      break;
    case Transition::kDriftClosed:
      state.open = reopened(one);
      break;
    default:
      break;
  }
}

}  // namespace

std::vector<TargetState> rewound(std::vector<TargetState> after,
                                 const std::vector<TargetTransition>& transitions) {
  for (auto one = transitions.rbegin(); one != transitions.rend(); ++one) {
    const auto state = std::ranges::find(after, one->target, &TargetState::target);
    if (state != after.end()) undo(*state, *one);
  }
  return after;
}

}  // namespace tenon
