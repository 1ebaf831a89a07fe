// Holds the query of a request against its route: names that the route does not know are refused.

#pragma once

#include "service/api/route.h"

namespace tenon {

/// Throws RequestRefused (400) that names each parameter which the route does not have, with the nearest that
/// it has, and each that is given twice.
void require_known_parameters(const Route& route, const HttpRequest& request);

}  // namespace tenon
