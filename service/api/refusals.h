// What is said of definitions that cannot be taken, and how one is removed.

#pragma once

#include <string>
#include <vector>

#include "app/request_values.h"
#include "config/setting.h"
#include "service/api/problem.h"
#include "service/api/route.h"
#include "store/definition_book.h"

namespace tenon {

/// Returns the problem that something stands in the configuration, and is only read over the API.
Problem read_only(const std::string& kind, const std::string& name, const Origin& origin);
/// Returns the problem that something is another one than a request says (412).
Problem precondition_failed(const std::string& kind, const std::string& name);
/// Throws RequestRefused (422) if there are faults, with each of them.
void require_no_faults(const std::vector<RequestFault>& faults);

/// Removes the definition that a path names. Throws RequestRefused: 404 if there is none, 412 if it is
/// another one than the request says.
HttpResponse removed_definition(const ApiCall& call, DefinitionKind kind);

}  // namespace tenon
