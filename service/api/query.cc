// Holds the query of a request against its route.

#include "service/api/query.h"

#include <algorithm>

#include "model/nearest_word.h"
#include "service/api/problem.h"

namespace tenon {

namespace {

std::vector<std::string> names_of(const Route& route) {
  std::vector<std::string> names;
  for (const RouteField& field : route.query) names.push_back(field.name);
  return names;
}

std::string unknown(const std::string& name, const std::vector<std::string>& names) {
  const std::string what = "there is no parameter \"" + name + "\"";
  return names.empty() ? what + "; this route takes none" : what + hint(name, names);
}

}  // namespace

void require_known_parameters(const Route& route, const HttpRequest& request) {
  const std::vector<std::string> names = names_of(route);
  std::string faults;
  std::string last;
  for (const auto& [name, value] : request.query) {
    if (std::ranges::find(names, name) == names.end())
      faults += (faults.empty() ? "" : "; ") + unknown(name, names);
    else if (name == last)
      faults += (faults.empty() ? "" : "; ") + ("\"" + name + "\" is given twice");
    last = name;
  }
  if (!faults.empty()) throw RequestRefused(malformed(faults));
}

}  // namespace tenon
