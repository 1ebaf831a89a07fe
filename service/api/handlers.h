// The functions that answer routes of the API, each for one row of the table.

#pragma once

#include "audit/values_json.h"
#include "service/api/route.h"
#include "store/definition_book.h"

namespace tenon {

/// Returns how long the work for one request may take.
std::chrono::milliseconds work_limit(const ApiCall& call);

HttpResponse list_targets(const ApiCall& call);
HttpResponse get_target(const ApiCall& call);
HttpResponse put_target(const ApiCall& call);
HttpResponse delete_target(const ApiCall& call);
HttpResponse list_target_audits(const ApiCall& call);
HttpResponse get_target_model(const ApiCall& call);
HttpResponse audit_target_now(const ApiCall& call);
HttpResponse audit_selection(const ApiCall& call);
HttpResponse make_migration(const ApiCall& call);

HttpResponse get_audit(const ApiCall& call);
HttpResponse compare_audits(const ApiCall& call);

HttpResponse list_jobs(const ApiCall& call);
HttpResponse get_job(const ApiCall& call);
HttpResponse cancel_job(const ApiCall& call);

HttpResponse list_drifts(const ApiCall& call);
HttpResponse get_drift(const ApiCall& call);
HttpResponse list_findings(const ApiCall& call);

HttpResponse list_acks(const ApiCall& call);
HttpResponse add_ack(const ApiCall& call);
HttpResponse end_ack(const ApiCall& call);

HttpResponse list_events(const ApiCall& call);
HttpResponse verify_events(const ApiCall& call);

HttpResponse list_webhooks(const ApiCall& call);
HttpResponse put_webhook(const ApiCall& call);
HttpResponse delete_webhook(const ApiCall& call);
/// A webhook without its secrets; `definition` of one that was made over the API, else nullptr.
OrderedJson json_of(const WebhookConfiguration& webhook, const Definition* definition);
HttpResponse test_webhook(const ApiCall& call);
HttpResponse list_deliveries(const ApiCall& call);
HttpResponse redeliver(const ApiCall& call);

HttpResponse list_tokens(const ApiCall& call);
HttpResponse add_token(const ApiCall& call);
HttpResponse revoke_token(const ApiCall& call);

HttpResponse diff_schemas(const ApiCall& call);
HttpResponse generate_migration(const ApiCall& call);
HttpResponse get_openapi(const ApiCall& call);

}  // namespace tenon
