// Leases on jobs: given out, kept, and given back.

#include <algorithm>
#include <set>

#include "model/error.h"
#include "store/job_queue.h"
#include "store/utf8.h"

namespace tenon {

namespace {

// Candidates are read by so many at first, and by ten times more if none of them can be taken.
constexpr std::int64_t kFirstPage = 200;
// Two workers may choose different jobs of one target at the same moment; one of them chooses anew.
constexpr int kClaimAttempts = 3;

constexpr const char* kNobodyRunsIts =
    "NOT EXISTS (SELECT 1 FROM job r WHERE r.target = j.target AND r.state = 'running') ";

std::string listed(const std::vector<std::int64_t>& ids) {
  std::string text;
  for (const std::int64_t id : ids) text += (text.empty() ? "" : ", ") + std::to_string(id);
  return text;
}

}  // namespace

std::vector<std::int64_t> JobQueue::candidates(const ClaimRequest& request) {
  std::vector<std::int64_t> chosen;
  std::set<std::string> asked;
  const Instant due = now();
  for (std::int64_t size = kFirstPage, passed = 0; chosen.size() < request.limit;
       passed += size, size *= 10) {
    SqlRows page;
    {
      const std::lock_guard<std::mutex> turn(store_.turn_);
      page = session().run(
          std::string("SELECT j.id, j.target FROM job j WHERE j.state = 'queued' AND j.run_at <= ?1 AND ") +
              kNobodyRunsIts + "ORDER BY j.priority DESC, j.run_at, j.id LIMIT ?2 OFFSET ?3",
          {sortable(due), size, passed});
    }
    for (const SqlRow& row : page)
      if (chosen.size() < request.limit && asked.insert(row.text(1)).second && request.takes(row.text(1)))
        chosen.push_back(row.integer(0));
    if (static_cast<std::int64_t>(page.size()) < size) break;
  }
  return chosen;
}

std::vector<StoredJob> JobQueue::leased(const ClaimRequest& request,
                                        const std::vector<std::int64_t>& chosen) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kRowWriting);
  const Instant until = session().now() + request.lease;
  std::vector<StoredJob> made = stored_jobs(session().run(
      "UPDATE job SET state = 'running', lease_owner = ?1, lease_token = lease_token + 1, lease_until = ?2, "
      "attempt = attempt + 1 WHERE id IN (SELECT j.id FROM job j WHERE j.id IN (" +
          listed(chosen) + ") AND j.state = 'queued' AND " + kNobodyRunsIts +
          std::string(session().locking_free_rows()) + ") RETURNING " + kJobColumns,
      {storable(request.owner), sortable(until)}));
  transaction.commit();
  std::ranges::sort(made, {}, [&](const StoredJob& job) { return std::ranges::find(chosen, job.id); });
  return made;
}

std::vector<StoredJob> JobQueue::claim(const ClaimRequest& request) {
  for (int attempt = 1;; ++attempt) {
    const std::vector<std::int64_t> chosen = candidates(request);
    if (chosen.empty()) return {};
    try {
      return leased(request, chosen);
    } catch (const Error& error) {
      if (error.reason() != Reason::kLock || attempt == kClaimAttempts) throw;
    }
  }
}

std::vector<JobLease> JobQueue::heartbeat(std::vector<JobLease> leases, std::chrono::milliseconds lease) {
  if (leases.empty()) return {};
  std::ranges::sort(leases);  // all processes lock rows in one order
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kRowWriting);
  const std::string until = sortable(session().now() + lease);
  std::vector<JobLease> lost;
  for (const JobLease& one : leases)
    if (session()
            .run("UPDATE job SET lease_until = ?3 WHERE id = ?1 AND lease_token = ?2 AND state = 'running' "
                 "RETURNING id",
                 {one.job, one.token, until})
            .empty())
      lost.push_back(one);
  transaction.commit();
  return lost;
}

bool JobQueue::retry_later(JobLease lease, std::chrono::milliseconds pause, const AuditError& error) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kRowWriting);
  const bool is_own =
      !session()
           .run(
               "UPDATE job SET state = 'queued', lease_until = NULL, lease_token = "
               "lease_token + 1, run_at = ?3, error_reason = ?4, error_message = ?5 WHERE id "
               "= ?1 AND lease_token = ?2 AND state = 'running' RETURNING id",
               {lease.job, lease.token, sortable(session().now() + pause), error.reason, error.message})
           .empty();
  transaction.commit();
  return is_own;
}

bool JobQueue::return_lease(JobLease lease) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kRowWriting);
  const bool is_own = !session()
                           .run(
                               "UPDATE job SET state = 'queued', lease_until = NULL, lease_token = "
                               "lease_token + 1, attempt = attempt - 1 WHERE id = ?1 AND lease_token = ?2 "
                               "AND state = 'running' RETURNING id",
                               {lease.job, lease.token})
                           .empty();
  transaction.commit();
  return is_own;
}

}  // namespace tenon
