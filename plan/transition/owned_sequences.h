#pragma once

#include "model/catalog.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// What becomes of sequences whose owner goes: they go along, when they are to go and nothing else draws
/// from them; else they are taken from their owner first.
void release_owned_sequences(Transitions& transitions, const Catalog& before);

}  // namespace tenon
