// Writes COMMENT ON statements.

#pragma once

#include <string>
#include <vector>

#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// COMMENT ON what the key names; an empty text takes the comment away.
std::string comment_statement(const Key& key, const std::string& text);

/// The comments that a new object brings with it, one statement each.
std::vector<std::string> comments_of(const Table& table);
std::vector<std::string> comments_of(const QualifiedName& table, const Column& column);
std::vector<std::string> comments_of(const QualifiedName& table, const Constraint& constraint);

/// Empty: none.
const std::string& constraint_comment(const Constraint& constraint);

}  // namespace tenon
