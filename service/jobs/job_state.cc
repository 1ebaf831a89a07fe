// What the work of a replica came to so far: counters for metrics, and whether its store answers.

#include "service/jobs/job_state.h"

#include <utility>

namespace tenon {

void JobCounters::fill(JobEngineState& state) const {
  state.done = done;
  state.failed = failed;
  state.retried = retried;
  state.returned = returned;
  state.leases_lost = leases_lost;
  state.left_behind = left_behind;
  state.reaped = reaped;
  state.buried = buried;
  state.enqueued = enqueued;
  state.missed = missed;
  state.finished = finished;
  state.delivered = delivered;
}

void StoreHealth::answered() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(fault_, "").empty()) return;
  }
  if (tell_) tell_("the audit store answers again");
}

void StoreHealth::failed(const std::string& why) {
  {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(fault_, why).empty()) return;
  }
  if (tell_) tell_(why + "; results are kept, and it is tried again");
}

void StoreHealth::tried_to_write(const std::string& why) {
  bool was_bad = false;
  {
    const std::lock_guard lock(mutex_);
    was_bad = !std::exchange(write_fault_, why).empty();
  }
  if (!tell_ || was_bad == !why.empty()) return;
  tell_(why.empty() ? "the audit store takes what is written again" : why + "; it is tried again");
}

std::string StoreHealth::write_fault() const {
  const std::lock_guard lock(mutex_);
  return write_fault_;
}

bool StoreHealth::is_ok() const {
  const std::lock_guard lock(mutex_);
  return fault_.empty();
}

std::string StoreHealth::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_;
}

}  // namespace tenon
