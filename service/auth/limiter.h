// Limits how often somebody may try: attempts with their times in, how long to wait out.

#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "model/instant.h"

namespace tenon {

/// How many attempts may come at once, and after which time each may come again.
struct AttemptRate {
  int at_once = 5;
  std::chrono::milliseconds each{12'000};
};

/// Limits attempts per peer and in all. An attempt that succeeds is given back, so that only those count that
/// fail. Several threads may use it.
///
/// A peer is forgotten as soon as its attempts have come back; those that are remembered were let through by
/// the limit over all, which bounds them, whoever knocks.
class AttemptLimiter {
 public:
  explicit AttemptLimiter(const AttemptRate& per_peer = {},
                          const AttemptRate& in_all = {100, std::chrono::milliseconds(500)})
      : per_peer_(per_peer), in_all_(in_all) {}

  /// Takes an attempt of a peer. Returns how long it must wait instead, in whole seconds for Retry-After.
  /// `peer` is the address; of IPv6 addresses those of one network of 64 bits are one peer.
  std::optional<std::chrono::seconds> taken(const std::string& peer, Instant now);
  /// Returns how long a peer must wait for its next attempt, and takes none; nullopt: it need not.
  std::optional<std::chrono::seconds> wait(const std::string& peer, Instant now) const;
  /// Gives the last attempt of a peer back.
  void given_back(const std::string& peer);

  /// Returns how many peers are remembered.
  std::size_t size() const;

 private:
  AttemptRate per_peer_;
  AttemptRate in_all_;
  mutable std::mutex turn_;
  std::map<std::string, Instant> back_at_;  ///< of each peer, when all of its attempts have come back
  Instant all_back_at_{};
};

}  // namespace tenon
