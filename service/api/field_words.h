// Messages of the use cases in the words of whoever sent a request: fields instead of flags.

#pragma once

#include <string>

namespace tenon {

/// Returns a message in which fields of a body stand where it names flags of the command line.
std::string in_fields(const std::string& message);

/// Returns the field that stands for the first flag that a message names; empty: it names none of a field.
std::string field_named_in(const std::string& message);

}  // namespace tenon
