// Writes COMMENT ON statements.

#pragma once

#include <string>
#include <vector>

#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// Returns COMMENT ON for the object of the key; an empty text removes the comment.
std::string comment_statement(const Key& key, const std::string& text);

/// Returns the comments of a new object, one statement each.
std::vector<std::string> comments_of(const Table& table);
std::vector<std::string> comments_of(const QualifiedName& table, const Column& column);
std::vector<std::string> comments_of(const QualifiedName& table, const Constraint& constraint);

/// Returns the comment of a constraint; empty if it has none.
const std::string& constraint_comment(const Constraint& constraint);

}  // namespace tenon
