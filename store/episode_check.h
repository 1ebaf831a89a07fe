// Holds the episodes of a store against its log.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/history.h"
#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// The episodes of all targets as the log tells them.
class EpisodeLog {
 public:
  /// Follows one transition of drift; they come in the order of the log.
  void add(const TargetTransition& one);
  /// Compares every column of every episode but its id. Adds what is wrong to the faults; returns how many
  /// episodes there are.
  std::int64_t check(StoreSession& session, std::vector<StoreFault>& faults) const;

 private:
  struct Logged {
    Episode episode;
    std::optional<std::int64_t> opened_audit;
    std::optional<std::int64_t> closed_audit;
  };
  static SqlValues values_of(const Logged& one);

  std::map<std::string, std::vector<Logged>> by_target_;
};

}  // namespace tenon
