// Looks at the queue: one job, lists of jobs, and how many there are.

#include "store/job_queue.h"

#include <algorithm>

#include "store/targets.h"

namespace tenon {

namespace {

const std::string kSelectJobs = std::string("SELECT ") + kJobColumns + " FROM job ";

}  // namespace

std::optional<StoredJob> JobQueue::job(std::int64_t id) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  const SqlRows rows = session().run(kSelectJobs + "WHERE id = ?1", {id});
  return rows.empty() ? std::nullopt : std::optional(stored_job(rows.front()));
}

std::vector<StoredJob> JobQueue::jobs(const JobFilter& filter) {
  std::string conditions;
  SqlValues values;
  const auto add = [&](const char* condition, SqlValue value) {
    values.push_back(std::move(value));
    conditions += (conditions.empty() ? "WHERE " : "AND ") + std::string(condition) + " ?" +
                  std::to_string(values.size()) + " ";
  };
  if (filter.state) add("state =", std::string(to_string(*filter.state)));
  if (!filter.target.empty()) add("target =", filter.target);
  if (filter.before) add("id <", *filter.before);
  values.emplace_back(filter.limit);
  const std::lock_guard<std::mutex> turn(store_.turn_);
  return stored_jobs(session().run(
      kSelectJobs + conditions + "ORDER BY id DESC LIMIT ?" + std::to_string(values.size()), values));
}

std::vector<StoredJob> JobQueue::jobs_of_sweep(std::int64_t sweep) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  return stored_jobs(session().run(kSelectJobs + "WHERE sweep_id = ?1 ORDER BY id", {sweep}));
}

std::int64_t JobQueue::failures_of(const std::string& target) {
  constexpr std::int64_t kLooked = 20;
  const std::lock_guard<std::mutex> turn(store_.turn_);
  const SqlRows rows = session().run(
      "SELECT a.outcome FROM audit a JOIN target t ON t.id = a.target_id WHERE t.name = ?1 AND a.outcome <> "
      "'missed' ORDER BY a.id DESC LIMIT ?2",
      {target, kLooked});
  const auto is_error = [](const SqlRow& row) { return row.text(0) == "error"; };
  return std::ranges::find_if_not(rows, is_error) - rows.begin();
}

std::map<JobState, std::int64_t> JobQueue::counts() {
  std::map<JobState, std::int64_t> all;
  for (const JobState state :
       {JobState::kQueued, JobState::kRunning, JobState::kDone, JobState::kDead, JobState::kCancelled})
    all[state] = 0;
  const std::lock_guard<std::mutex> turn(store_.turn_);
  for (const SqlRow& row : session().run("SELECT state, count(*) FROM job GROUP BY state"))
    if (const auto state = job_state(row.text(0))) all[*state] = row.integer(1);
  return all;
}

}  // namespace tenon
