// What the service is made of, as its requests use it.

#pragma once

#include <atomic>
#include <functional>

#include "model/instant.h"
#include "service/live_configuration.h"

namespace tenon {

class AccessControl;
class JobEngine;
class Metrics;
class StorePool;

/// The parts that requests are answered with. Each may be used by many threads.
struct Service {
  LiveConfiguration& configuration;
  StorePool& stores;
  JobEngine& jobs;
  AccessControl& access;
  Metrics& metrics;
  std::function<Instant()> now;  ///< the clock of this machine
  std::atomic<bool> is_draining = false;
  std::function<std::size_t()> in_flight = {};  ///< requests that are being answered
};

}  // namespace tenon
