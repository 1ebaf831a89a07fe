// The way of every request through the service: host, route, rights, answer, headers, metrics.

#pragma once

#include <any>
#include <string>
#include <vector>

#include "service/api/problem.h"
#include "service/endpoint.h"
#include "service/http/router.h"
#include "service/http/server.h"
#include "service/service.h"

namespace tenon {

/// Judges requests by their heads and answers them; any number of threads at once. It never throws.
class Gateway {
 public:
  /// REQUIRES: the service outlives it.
  Gateway(Service& service, std::vector<Endpoint> endpoints);

  HttpAdmission judged(const HttpRequest& head) const;
  HttpResponse answered(const HttpRequest& request, const std::any& context) const;
  /// Says what the server itself refuses: as a problem, or as a page where a page was asked for.
  HttpResponse refused(const HttpRequest& head, const HttpFault& fault) const;

 private:
  struct Admitted;

  /// Finds endpoint and visitor. Throws RequestRefused and RefusedVisitor.
  void admit(const HttpRequest& head, Admitted& admitted) const;
  HttpResponse handled(const HttpRequest& request, const Admitted& admitted) const;
  HttpResponse once(const HttpRequest& request, const Admitted& admitted) const;
  /// Calls `work`, and tells what it throws in the form of the endpoint.
  template <class Work>
  HttpResponse guarded(const HttpRequest& request, const Admitted& admitted, Work work) const;
  HttpResponse finished(HttpResponse response, const HttpRequest& request, const Admitted& admitted) const;

  Service& service_;
  const std::vector<Endpoint> endpoints_;
  Router router_;
};

}  // namespace tenon
