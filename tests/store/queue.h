#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "store/job_queue.h"
#include "tests/store/stores.h"

namespace tenon::test {

using std::chrono::milliseconds;

inline ClaimRequest claim_of(std::size_t limit = 1, milliseconds lease = std::chrono::hours(1)) {
  return {"tester", lease, limit, [](const std::string&) { return true; }};
}

inline std::vector<std::string> targets_of(const std::vector<StoredJob>& jobs) {
  std::vector<std::string> all;
  for (const StoredJob& job : jobs) all.push_back(job.target);
  return all;
}

inline AuditResult clean(const std::string& target) { return result_with({}, 1, target); }

inline PlacedOrder ordered(JobQueue& queue, const std::vector<std::string>& targets) {
  return queue.enqueue(AuditOrder{.targets = targets, .selection = "--all"});
}

/// Claims the one job that is due.
inline StoredJob claimed(JobQueue& queue, milliseconds lease = std::chrono::hours(1)) {
  const std::vector<StoredJob> jobs = queue.claim(claim_of(1, lease));
  if (jobs.size() != 1) throw std::runtime_error("no job was due");
  return jobs.front();
}

inline JobSweepEnd quiet_end() {
  return {.close = [](const SweepFacts&, const SweepLook&) { return SweepClosing{0, "{}", {}}; }};
}

/// A queue on every database that a store can be in.
class QueueOfAStore : public testing::TestWithParam<Engine> {
 protected:
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  JobQueue queue_{*store_};
};

}  // namespace tenon::test
