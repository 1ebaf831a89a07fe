// What the jobs of a service are made of: everything that comes from its configuration, as functions, so that
// a reload changes what they return and a test needs no database.

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/audit/audit_target.h"
#include "app/audit/notifications.h"
#include "app/audit/one_audit.h"
#include "audit/summary.h"
#include "schedule/due.h"
#include "store/job.h"
#include "store/store_pool.h"

namespace tenon {

/// A target as the scheduler sees it.
struct ScheduledTarget {
  std::string name;
  std::map<std::string, std::string> labels = {};
  std::string url_ref = {};
  std::string schedule = {};  ///< cron and zone as text; empty: it runs when somebody asks for it
  /// What was scheduled after `last` and until `now`. REQUIRES: there is a schedule.
  std::function<DueRuns(Instant last, Instant now)> due = {};
  std::function<std::chrono::milliseconds(Instant scheduled_for)> jitter = {};  ///< empty: none
};

/// What is told of jobs, for metrics. Each is called in one of the engine's threads; empty: nobody listens.
struct JobListeners {
  std::function<void(const StoredJob& job, Instant now)> claimed = {};  ///< `now` of this machine
  std::function<void(const StoredJob& job, const AuditResult& result)> recorded = {};
  std::function<void(const std::string& line)> log = {};  ///< one sentence, without secrets
};

/// What the engine calls. Functions may be called from several threads at once, and what `audit` was given
/// may outlive the engine.
struct JobParts {
  std::string owner;  ///< how the store calls this replica: host and process
  /// The target of a name as this replica's configuration has it now, whose secrets are not fetched: it must
  /// not take long. nullopt: it knows none.
  std::function<std::optional<AuditTarget>(const std::string& name)> target;
  std::function<std::vector<ScheduledTarget>()> targets;  ///< all that are known, with and without schedules
  std::function<OneAudit(const AuditTarget&, SharedDeclarations&, const std::stop_token&)> audit = audited;
  /// The messages that a sweep queues when it ends; empty: none.
  std::function<std::vector<NewDelivery>(const SweepLook&, const SweepSummary&)> deliveries = {};
  std::function<std::vector<Subscription>()> subscriptions = {};  ///< empty: the outbox is not sent
  StalePolicy stale = {};
  SummaryPolicy summary = {};
  JobListeners listeners = {};
};

}  // namespace tenon
