// One running service: its parts, put together.

#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "config/configuration.h"

namespace tenon {

/// A replica of the service. Any number of them share a store.
class Replica {
 public:
  /// Reads the configuration, opens the store, and listens. Throws Error if one of them cannot be done, or if
  /// it would listen beyond this machine without a token.
  explicit Replica(std::function<Configuration()> read);
  ~Replica();
  Replica(const Replica&) = delete;
  Replica& operator=(const Replica&) = delete;

  /// Begins to audit and to answer; says where on the log.
  void start();
  /// Reads the configuration anew, whole; a fault of it is logged and changes nothing. Returns whether it was
  /// taken.
  bool reload();
  /// Whether the scheduler and the store have answered lately.
  bool is_alive() const;
  /// Ends: nothing is begun any more, what runs gets the configured time.
  void drain();
  /// Takes that time away from a drain() that goes on in another thread.
  void abandon();
  /// Whether something goes on that does not end when it is told to: targets that are being listed, work that
  /// nobody waits for. The process must end without taking the replica apart then.
  bool has_left_behind() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tenon
