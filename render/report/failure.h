// Writes a failed run as JSON, text and SQL comments.

#pragma once

#include <string>

#include "model/error.h"

namespace tenon {

/// Returns a run that ended without an answer as JSON, `schema_version` 1: the outcome is "unknown", and
/// `error` has the reason and the message. Ends in a newline.
std::string failure_json(const Failure& failure);

/// Returns the same for people. Ends in a newline.
std::string failure_text(const Failure& failure);

/// Returns the same as SQL that does nothing: comments. Ends in a newline.
std::string failure_sql(const Failure& failure);

}  // namespace tenon
