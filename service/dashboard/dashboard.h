// The dashboard: pages and forms as endpoints, over views of the store and their HTML.

#pragma once

#include <vector>

#include "service/endpoint.h"
#include "service/service.h"

namespace tenon {

/// Returns every page, form and file of the dashboard. REQUIRES: the service outlives them.
std::vector<Endpoint> dashboard_endpoints(Service& service);

/// Returns a page for a request that was not answered otherwise.
HttpResponse error_response(int status, const std::string& detail, const std::string& request_id,
                            const Visitor& visitor, Instant now);

}  // namespace tenon
