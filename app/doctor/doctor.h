// Tests what a configuration names: a configuration in, a report with a remedy for each thing that fails out.

#pragma once

#include <string>
#include <vector>

#include "app/doctor/report.h"
#include "app/doctor/store_probe.h"
#include "config/configuration.h"

namespace tenon {

/// What is tested.
struct DoctorRequest {
  std::vector<std::string>
      targets;       ///< names or URLs; empty: all, of a set the first few, and store and webhooks
  StoreProbe store;  ///< empty: the store is not opened
};

/// Tests targets one after the other: their secrets, connections, versions, rights, sessions, clocks and
/// declared sides; without named targets also the store and the webhooks. Nothing is written and no message
/// is sent. Throws Error(kUsage) for a word that is no target.
DoctorReport tested(const Configuration& configuration, const DoctorRequest& request);

}  // namespace tenon
