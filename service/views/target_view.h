// What the page of a target shows: its nights, its episodes of drift, how much its schema holds.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/history.h"
#include "model/instant.h"
#include "service/views/condition.h"
#include "store/overview.h"
#include "store/store.h"

namespace tenon {

/// When a target is audited, as the configuration says.
struct TargetSchedule {
  std::string cron;  ///< empty: it has no schedule
  std::string time_zone;
  std::optional<Instant> next_run;
};

/// How much the schema of a target held on one night.
struct SizePoint {
  Instant at{};
  AuditCounts counts;
};

/// What the page of a target shows.
struct TargetView {
  std::string name;
  Instant now{};
  TargetCondition condition = TargetCondition::kNotAudited;
  TargetRow row;
  std::vector<NightRow> nights;    ///< the last 400 results, oldest first
  std::vector<Episode> episodes;   ///< newest first
  std::vector<SizePoint> sizes;    ///< where they changed, oldest first
  std::optional<NightRow> failed;  ///< the last result that could not tell
  TargetSchedule schedule;         ///< filled in by who knows the configuration
  std::string origin;              ///< the same: `tenon.toml:3:1`, `the API`
  std::string fault;               ///< the same: why a target of the API cannot be used now
  bool is_configured = true;       ///< the same: a target that is gone from it is history
};

/// Returns nullopt if the store knows no such target.
std::optional<TargetView> target_view(Store& store, const std::string& name, Instant now,
                                      StalePolicy stale = {});

}  // namespace tenon
