// Answers the routes that make, change and remove targets.

#include <algorithm>

#include "app/requested_target.h"
#include "audit/canonical_json.h"
#include "service/api/body.h"
#include "service/api/handlers.h"
#include "service/api/paging.h"
#include "service/api/preconditions.h"
#include "service/api/refusals.h"
#include "service/jobs/job_engine.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

/// Throws RequestRefused (409) for a name that the configuration has.
void require_not_configured(const ListedConfiguration& configured, const std::string& name) {
  const auto at = std::ranges::find(configured.of_file.targets, name, &TargetConfiguration::name);
  if (at == configured.of_file.targets.end()) return;
  throw RequestRefused(read_only("target", name, at->origin));
}

void require_enabled(const Configuration& configuration) {
  if (*configuration.service.api_targets.enabled) return;
  throw RequestRefused({409, "api-targets-not-enabled", "Targets are not made over the API",
                        "set enabled = true in [service.api_targets] of " +
                            (configuration.path.empty() ? "the configuration" : configuration.path) +
                            ", and say there what such targets may use"});
}

/// Returns the definition that a request sends. Throws RequestRefused (422) with each fault.
Definition definition_in(const ApiCall& call, const Configuration& configuration) {
  const std::string& name = call.path_value("name");
  const BodyReader body(call.http);
  const std::string content = text_of(CanonicalJson::parse(body.whole().dump()));
  require_no_faults(requested_target(configuration, name, content).faults);
  return {.kind = DefinitionKind::kTarget, .name = name, .content = content, .changed_by = call.caller.name};
}

/// For who may write and not read: what they sent, and nothing of its history.
HttpResponse written_answer(const Definition& definition) {
  return json_response({{"name", definition.name},
                        {"configured", true},
                        {"origin", "api"},
                        {"definition", OrderedJson::parse(definition.content)}});
}

}  // namespace

HttpResponse put_target(const ApiCall& call) {
  call.service.configuration.refresh();
  const auto configured = call.service.configuration.now();
  const std::string& name = call.path_value("name");
  require_not_configured(*configured, name);
  require_enabled(configured->configuration);
  const Definition definition = definition_in(call, configured->configuration);
  const PutOutcome outcome = call.service.stores.with(
      [&](Store& store) { return DefinitionBook(store).put(definition, precondition_of(call.http)); });
  if (outcome == PutOutcome::kRefused) throw RequestRefused(precondition_failed("target", name));
  call.service.configuration.refresh();
  call.service.jobs.wake();
  HttpResponse answer =
      refused(call.caller, AccessScope::kRead) ? written_answer(definition) : get_target(call);
  std::erase_if(answer.headers, [](const auto& header) { return header.first == "ETag"; });
  answer.headers.emplace_back("ETag", etag_of(definition));
  if (outcome == PutOutcome::kCreated) {
    answer.status = 201;
    answer.headers.emplace_back("Location", "/api/v1/targets/" + name);
  }
  return answer;
}

HttpResponse delete_target(const ApiCall& call) {
  call.service.configuration.refresh();
  const auto configured = call.service.configuration.now();
  require_not_configured(*configured, call.path_value("name"));
  return removed_definition(call, DefinitionKind::kTarget);
}

}  // namespace tenon
