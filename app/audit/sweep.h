// One sweep over a fleet: every target is audited, remembered, and told of in one summary.

#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/audit/audit_target.h"
#include "app/audit/fleet.h"
#include "audit/summary.h"
#include "store/store.h"

namespace tenon {

/// How far a sweep is.
struct SweepProgress {
  std::size_t targets = 0;
  std::size_t in_sync = 0;
  std::size_t acknowledged = 0;
  std::size_t drift = 0;
  std::size_t not_audited = 0;
  std::vector<std::string> running;   ///< names, in the order in which they were begun
  const AuditResult* last = nullptr;  ///< the result that has just come; nullptr: none

  std::size_t done() const { return in_sync + acknowledged + drift + not_audited; }
};

/// What a sweep is to do.
struct SweepRequest {
  std::vector<AuditTarget> targets;
  FleetLimits limits;
  std::string trigger = "manual";
  std::string selection;  ///< as the user gave it
  /// The configuration of which the targets are all: what the store knows of it beside them is told as no
  /// longer there. Empty: they are some, and nothing is said of others.
  std::string whole = {};
  StalePolicy stale = {};
  SummaryPolicy summary = {};
  std::function<void(const SweepProgress&)> progress = {};  ///< after each result, and about once a second
  /// The messages that a sweep queues when it ends; empty: none.
  std::function<std::vector<NewDelivery>(const SweepLook&, const SweepSummary&)> deliveries = {};
};

/// What a sweep came to.
struct Swept {
  std::string selection;  ///< what was asked for
  SweepSummary summary;
  std::vector<AuditResult> results;  ///< by target, with what is acknowledged
  bool is_interrupted = false;       ///< it was stopped from outside
  std::size_t left_behind = 0;       ///< attempts that go on in threads of their own
};

/// Audits every target, in parallel and within limits, and records each result as soon as it is there: what
/// is finished stays, whatever happens afterwards. Once `stop` is requested, statements on the servers are
/// cancelled, and what did not finish is told of as not audited. Throws Error if the store cannot be used.
Swept swept(const SweepRequest& request, Store& store, std::stop_token stop = {});

}  // namespace tenon
