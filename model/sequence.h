#pragma once

#include <string>

#include "model/catalog.h"

namespace tenon {

/// The options of a sequence as PostgreSQL fills them in when it is told the type and the increment only.
/// `increment` is a whole number, a negative one counts down.
SequenceOptions sequence_defaults(const std::string& type, const std::string& increment);

/// What ALTER SEQUENCE AS makes of the bounds: those that were the old type's become the new type's, those
/// that somebody chose stay (manual, ALTER SEQUENCE).
SequenceOptions retyped(SequenceOptions options, const std::string& type);

}  // namespace tenon
