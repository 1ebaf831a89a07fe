// Remembers the digests of secrets that were right once.

#pragma once

#include <cstddef>
#include <mutex>
#include <set>
#include <string>

namespace tenon {

/// A bounded set of digests. Several threads may use it.
class KnownSecrets {
 public:
  bool contains(const std::string& digest) const {
    const std::lock_guard turn(turn_);
    return digests_.contains(digest);
  }
  /// Where there are too many, all that are remembered are forgotten: they come again.
  void add(const std::string& digest) {
    constexpr std::size_t kMost = 10'000;
    const std::lock_guard turn(turn_);
    if (digests_.contains(digest)) return;
    if (digests_.size() >= kMost) digests_.clear();
    digests_.insert(digest);
  }

 private:
  mutable std::mutex turn_;
  std::set<std::string> digests_;
};

}  // namespace tenon
