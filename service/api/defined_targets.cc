// Answers the routes that make, change and remove targets.

#include <algorithm>

#include "app/requested_target.h"
#include "audit/canonical_json.h"
#include "service/api/body.h"
#include "service/api/handlers.h"
#include "service/api/preconditions.h"
#include "service/jobs/job_engine.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

/// Throws RequestRefused (409) for a name that the configuration has.
void require_not_configured(const ListedConfiguration& configured, const std::string& name) {
  const auto at = std::ranges::find(configured.of_file.targets, name, &TargetConfiguration::name);
  if (at == configured.of_file.targets.end()) return;
  throw RequestRefused({409, "read-only", "It is made by the configuration",
                        "the target " + name + " stands in the configuration (" + to_string(at->origin) +
                            "), and over the API it is only read; change the file and send SIGHUP"});
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
  std::vector<FieldFault> faults;
  for (const RequestFault& fault : requested_target(configuration, name, content).faults)
    faults.push_back({fault.pointer, fault.what});
  if (!faults.empty()) {
    const FieldFault& first = faults.front();
    const std::string detail = (first.pointer.empty() ? "" : first.pointer + ": ") + first.detail;
    throw RequestRefused(invalid(detail, std::move(faults)));
  }
  return {.kind = DefinitionKind::kTarget, .name = name, .content = content, .changed_by = call.caller.name};
}

[[noreturn]] void fail_precondition(const std::string& name) {
  throw RequestRefused({412, "precondition-failed", "It is not as the request wants it",
                        "the target " + name +
                            " is another one than If-Match or If-None-Match says; get it again, "
                            "and send what you want with its ETag"});
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
  if (outcome == PutOutcome::kRefused) fail_precondition(name);
  call.service.configuration.refresh();
  call.service.jobs.wake();
  HttpResponse answer = get_target(call);
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
  const std::string& name = call.path_value("name");
  require_not_configured(*configured, name);
  bool is_there = false;
  const Precondition holds = precondition_of(call.http);
  const Definition of{.kind = DefinitionKind::kTarget, .name = name, .changed_by = call.caller.name};
  const bool is_removed = call.service.stores.with([&](Store& store) {
    return DefinitionBook(store).remove(of, [&](const Definition* before) {
      is_there = before != nullptr;
      return is_there && holds(before);
    });
  });
  if (!is_there) throw RequestRefused(not_found("target", name));
  if (!is_removed) fail_precondition(name);
  call.service.configuration.refresh();
  call.service.jobs.wake();
  return {.status = 204};
}

}  // namespace tenon
