// What the log says of results that were removed because of their age.

#include "store/pruned.h"

#include "audit/canonical_json.h"

namespace tenon {

Event pruned_event(const std::set<std::int64_t>& sweeps, Instant at) {
  Event event;
  event.at = at;
  event.kind = kStorePruned;
  event.body = text_of(CanonicalJson{{"sweeps", sweeps}});
  return event;
}

std::set<std::int64_t> pruned_sweeps(const Event& event) {
  std::set<std::int64_t> all;
  const CanonicalJson json = parsed_json(event.body, "event " + std::to_string(event.id));
  const auto sweeps = json.find("sweeps");
  if (sweeps == json.end()) return all;
  for (const CanonicalJson& one : *sweeps)
    if (one.is_number_integer()) all.insert(one.get<std::int64_t>());
  return all;
}

}  // namespace tenon
