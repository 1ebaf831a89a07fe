// What machines ask of the service: whether it lives, whether it is ready, its numbers, its API.

#pragma once

#include <vector>

#include "service/endpoint.h"
#include "service/service.h"

namespace tenon {

/// Returns `/healthz`, `/readyz` and `/metrics`. REQUIRES: the service outlives them.
std::vector<Endpoint> probe_endpoints(Service& service);
/// Returns the routes of the API as endpoints. REQUIRES: the same.
std::vector<Endpoint> api_endpoints(Service& service);

}  // namespace tenon
