// What machines ask of the service: whether it lives, whether it is ready, its numbers, its API.

#pragma once

#include <string>
#include <vector>

#include "service/endpoint.h"
#include "service/service.h"

namespace tenon {

struct JobEngineState;

/// What decides whether a replica is ready.
struct Readiness {
  std::string store = "ok";  ///< or `away`, or `gone`: its file is not where it was
  bool is_draining = false;
};

/// Returns the answer of `/readyz`: 200, or 503 if the store cannot be used, a loop of the engine is stuck,
/// or the replica ends.
HttpResponse readiness_answer(const Readiness& found, const JobEngineState& jobs);

/// Returns `/healthz`, `/readyz` and `/metrics`. REQUIRES: the service outlives them.
std::vector<Endpoint> probe_endpoints(Service& service);
/// Returns the routes of the API as endpoints. REQUIRES: the same.
std::vector<Endpoint> api_endpoints(Service& service);

}  // namespace tenon
