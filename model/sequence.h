#pragma once

#include <string>

#include "model/catalog.h"

namespace tenon {

/// The options of a sequence as PostgreSQL fills them in when it is told the type and the increment only.
/// `increment` is a whole number, a negative one counts down.
SequenceOptions sequence_defaults(const std::string& type, const std::string& increment);

}  // namespace tenon
