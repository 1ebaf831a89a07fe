// Fills the `{column}` of a template from a row.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/secret_reference.h"

namespace tenon {

/// A row of a target set: values by the names of columns.
using TargetRow = std::map<std::string, std::string>;

/// Returns the columns that a template names, in order; `{{` and `}}` stand for braces.
std::vector<std::string> columns_of_template(std::string_view text);

/// Returns a glob that the template matches however it is filled.
std::string glob_of_template(std::string_view text);

/// Returns what is wrong with a template: a brace that does not end, an empty name; empty: nothing.
std::string template_fault(std::string_view text);

/// Returns the template with the values of a row. Throws Error(kConfiguration) for a column that the row does
/// not have, with the nearest one. REQUIRES: template_fault(text) is empty.
std::string filled(std::string_view text, const TargetRow& row);

/// Returns a reference with its templates filled. Inside a URL, a value is percent-encoded, so that it stays
/// one part of it; a template that is nothing but one column is the value as it is.
SecretReference filled(const SecretReference& reference, const TargetRow& row);

}  // namespace tenon
