// What the fleet page shows: targets by what is known of them, drift by its fingerprint.

#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/instant.h"
#include "service/views/condition.h"
#include "store/store.h"

namespace tenon {

/// A target of the configuration: it is shown even if it was never audited.
struct KnownTarget {
  std::string name;
  std::map<std::string, std::string> labels;
};

/// What of the fleet is wanted: `?label=env%3Dprod&state=drift&page=2`, and what the configuration knows.
struct FleetFilter {
  std::string label;                     ///< `env=prod`, or a glob over names; empty: all
  std::optional<TargetCondition> state;  ///< nullopt: all
  std::size_t page = 1;
  std::vector<KnownTarget> configured = {};
  StalePolicy stale = {};
};

/// Targets with the same drift.
struct FleetCard {
  std::string fingerprint;
  std::string sentence;  ///< what its findings say
  std::size_t targets = 0;
  std::optional<Instant> since;     ///< when the first of them was seen with it
  std::vector<TargetMark> members;  ///< the first of them
};

/// A target that is not audited.
struct FleetGap {
  std::string name;
  std::string why;                    ///< in words, with the message of the last try
  std::optional<Instant> last_known;  ///< nullopt: never
  bool has_drift = false;             ///< it had drift when it was last known
};

/// What the fleet page shows.
struct FleetView {
  FleetFilter filter;
  Instant now{};
  std::size_t targets = 0;                 ///< that the label selects
  std::array<std::size_t, 4> counts = {};  ///< of them, by TargetCondition
  std::size_t groups = 0;                  ///< fingerprints
  std::vector<FleetCard> cards;            ///< of this page, the most targets first
  std::vector<FleetGap> gaps;              ///< of this page, the longest not audited first
  std::vector<TargetMark> acknowledged;    ///< of this page
  std::vector<TargetMark> in_sync;         ///< of this page
  std::size_t pages = 1;                   ///< of what the state selects
  std::vector<std::string> labels;         ///< `env=prod` ... that targets have
  std::optional<StoredSweep> last_sweep;
  std::optional<Instant> next_run;  ///< filled in by who knows the schedule
};

FleetView fleet_view(Store& store, const FleetFilter& filter, Instant now);

}  // namespace tenon
