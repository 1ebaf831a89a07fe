// The pages of the dashboard: the values of a view in, one whole page as HTML out.

#pragma once

#include <string>

#include "service/pages/frame.h"
#include "service/views/audit_view.h"
#include "service/views/compare_view.h"
#include "service/views/fleet_view.h"
#include "service/views/group_view.h"
#include "service/views/list_views.h"
#include "service/views/target_view.h"

namespace tenon {

// Forms post to these paths, each with the field `csrf`. All but one answer with a redirect (303) to the page
// that the form is on, and /login to `next`, so that a page that is loaded again posts nothing; /tokens
// answers with the page itself, which shows the new secret once:
//
//   POST /login                       token, next (a path)
//   POST /logout                      -
//   POST /targets/NAME/audits         -                                    asks for an audit now
//   POST /acks                        finding_key (several), selector, reason, until (YYYY-MM-DD)
//   POST /acks/ID/expire              -
//   POST /webhooks/NAME/test          -
//   POST /deliveries/ID/redeliver     -
//   POST /jobs/ID/cancel              -
//   POST /tokens                      name, scope (several), until (may be empty)
//   POST /tokens/ID/revoke            -
//
// Pages link to files that the service also answers: /style.css, /app.js, /drifts/FINGERPRINT/migration.sql,
// /api/v1/audits/ID (with `Accept`), /api/v1/drifts/FINGERPRINT. NAME is percent-encoded: `a/b` is `a%2Fb`.

/// `/`: what is known of all targets, drift by its fingerprint.
std::string fleet_page(const FleetView& view, const PageFrame& frame);
/// `/drifts/FINGERPRINT`: one drift, who has it, how it spread, what mends it.
std::string group_page(const GroupView& view, const PageFrame& frame);
/// `/targets/NAME`: the history of one target.
std::string target_page(const TargetView& view, const PageFrame& frame);
/// `/audits/ID`: the report of one audit.
std::string audit_page(const AuditView& view, const PageFrame& frame);
/// `/audits/ID/graph`: the tables that differ, drawn.
std::string graph_page(const GraphView& view, const PageFrame& frame);
/// `/audits/A/compare/B`: two nights of one target, or two targets.
std::string compare_page(const CompareView& view, const PageFrame& frame);
/// `/schedule`: when each target is audited.
std::string schedule_page(const ScheduleView& view, const PageFrame& frame);
/// `/jobs?state=`: what waits, runs and failed.
std::string jobs_page(const JobsView& view, const PageFrame& frame);
/// `/webhooks?webhook=`: webhooks and their messages.
std::string webhooks_page(const WebhooksView& view, const PageFrame& frame);
/// `/acks`: accepted drift.
std::string acks_page(const AcksView& view, const PageFrame& frame);
/// `/tokens`: who may use the service.
std::string tokens_page(const TokensView& view, const PageFrame& frame);
/// `/about`: versions, store, clock, the last sweeps.
std::string about_page(const AboutView& view, const PageFrame& frame);

/// `/login`. `next`: the path that was asked for, which the form carries as `next`; it must begin with `/`.
struct LoginView {
  std::string next = "/";
  std::string problem;  ///< why the last try failed; empty: there was none
};
std::string login_page(const LoginView& view, const PageFrame& frame);

/// A page for a request that was not answered otherwise.
struct ErrorView {
  int status = 500;
  std::string detail;      ///< what failed and what to do; without secrets and SQL
  std::string request_id;  ///< by which the log knows it; empty: none
};
std::string error_page(const ErrorView& view, const PageFrame& frame);
/// Returns `Not found` for 404; what HTTP calls a status.
std::string status_title(int status);

}  // namespace tenon
