// Which numbers the service shows, and where those come from that are true of one moment.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/instant.h"
#include "service/metrics/metrics.h"
#include "store/job.h"
#include "store/overview.h"

namespace tenon {

struct JobEngineState;

/// Returns the families of every metric of the service.
std::vector<MetricFamily> service_metric_families();

/// What a scrape asks the store, in one transaction.
struct StoreNumbers {
  std::vector<TargetRow> targets;
  std::vector<FindingCount> findings;  ///< of these targets
  std::map<JobState, std::int64_t> jobs;
  std::vector<ChannelRow> channels;
  std::size_t disabled = 0;  ///< targets of the store that the configuration does not know any more
};

/// Returns the gauges of the store's numbers. Beyond `most_targets` targets only their sums are shown.
std::vector<MetricSample> store_samples(const StoreNumbers& numbers, Instant now, StalePolicy stale,
                                        std::size_t most_targets = 1000);
/// Returns the gauges and counters of what a replica does.
std::vector<MetricSample> engine_samples(const JobEngineState& state);
/// Returns what the kernel says of this process: CPU, memory, descriptors, start.
std::vector<MetricSample> process_samples();

}  // namespace tenon
