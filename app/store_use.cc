// The use cases of the audit store: history, acknowledgements and upkeep.

#include "app/store_use.h"

#include <algorithm>
#include <chrono>

#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

TargetHistory target_history(Store& store, const std::string& target, std::int64_t limit) {
  TargetHistory made;
  const std::vector<TargetState> states = store.states();
  const auto state = std::ranges::find(states, target, &TargetState::target);
  if (state == states.end())
    throw Error(Fault::kDeclaration, "the audit store " + store.shown() + " remembers no target \"" + target +
                                         "\"" + suggestion(target, store.targets()));
  made.state = *state;
  for (StoredAudit& audit : store.history(target, limit))
    made.entries.push_back({audit.id, std::move(audit.result)});
  made.episodes = store.episodes(target);
  return made;
}

AckList ack_list(Store& store, Instant now, bool all) {
  std::vector<Ack> acks = store.acks();
  return {all ? std::move(acks) : active(acks, now), now};
}

Instant end_of_ack(const std::string& text) {
  if (const auto at = parsed_last_instant(text)) return *at;
  throw Error(Fault::kUsage,
              "--until wants a date, and that day is included: 2026-12-31; found \"" + text + "\"");
}

Retention retention_of(const RetentionConfiguration& configured) {
  Retention policy;
  const auto days = [](const Setting<std::optional<Duration>>& setting, int usual) {
    return *setting ? static_cast<int>(std::chrono::ceil<std::chrono::days>(**setting).count()) : usual;
  };
  policy.audit_days = std::max(1, days(configured.audits, policy.audit_days));
  policy.full_days = std::min(policy.full_days, policy.audit_days);
  policy.delivery_days = std::max(1, days(configured.deliveries, policy.delivery_days));
  return policy;
}

StoreReport store_stats(Store& store) {
  StoreReport report;
  report.store = store.shown();
  report.stats = store.stats();
  return report;
}

StoreReport store_verified(Store& store) {
  StoreReport report;
  report.store = store.shown();
  report.verdict = store.verify();
  return report;
}

StoreReport store_pruned(Store& store, Instant now, const Retention& policy) {
  StoreReport report;
  report.store = store.shown();
  report.removed = store.prune(now, policy);
  return report;
}

}  // namespace tenon
