// Which findings of an audit fail: a stored finding in, a judgement out.

#pragma once

#include "audit/result.h"
#include "model/fail_on.h"

namespace tenon {

/// Returns whether a finding fails. What could not be compared never passes and never fails: it is not known.
bool fails(FailOn fail_on, const StoredFinding& finding);

}  // namespace tenon
