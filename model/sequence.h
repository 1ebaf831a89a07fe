// Default options of sequences, and what ALTER SEQUENCE AS makes of them.

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

/// The logging of sequences said where it is not as their tables are. `follow`: it is otherwise as these are;
/// before PostgreSQL 15 every sequence is logged.
Catalog with_own_logging(Catalog catalog, bool follow);

}  // namespace tenon
