#pragma once

#include "plan/fates.h"

namespace tenon {

/// For tables that part from a parent or join one: what they were handed down becomes their own, and what
/// they are to be handed down is taken from what they have, so that nothing is dropped and made again. Throws
/// Error(kUnsupported) for a check that is to be dropped and that a parent still hands down.
void follow_links(Fates& fates, const Catalog& actual);

}  // namespace tenon
