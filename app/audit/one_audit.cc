// Audits one target: a comparison that ends in a value, whatever happens.

#include "app/audit/one_audit.h"

#include <exception>
#include <utility>

#include "app/generate.h"
#include "app/store_schema.h"
#include "app/stored_result.h"

namespace tenon {

namespace {

AuditResult begun(const AuditTarget& target) {
  AuditResult result;
  result.target = target.name;
  result.labels = target.labels;
  result.url_ref = target.url_ref;
  result.origin = target.origin;
  result.started = current_instant();
  result.tool_version = TENON_VERSION;
  return result;
}

/// Returns the lines of a message as one: results are told in lines.
std::string in_one_line(std::string text) {
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
    text.replace(at, 1, "; ");
  return text;
}

OneAudit failed(AuditResult result, Reason reason, Healing healing, const std::string& message) {
  result.outcome = AuditOutcome::kError;
  result.error = AuditError{std::string(to_string(reason)), in_one_line(message)};
  result.finished = current_instant();
  return {std::move(result), {}, healing};
}

/// Takes over what is known of the target from the result that was begun.
AuditResult with_target(AuditResult result, const AuditResult& begun) {
  result.target = begun.target;
  result.labels = begun.labels;
  result.url_ref = begun.url_ref;
  result.origin = begun.origin;
  result.declared_digest = begun.declared_digest;
  result.started = begun.started;
  result.tool_version = begun.tool_version;
  return result;
}

OneAudit told(const AuditResult& begun, const CompareRequest& request, ComparisonResult made) {
  if (request.marks_destructive) made.report.destructive = destructive_changes(made, request);
  SchemaNames schemas;
  if (request.schema_pair) schemas[request.schema_pair->actual] = request.schema_pair->declared;
  StoredComparison stored = stored_comparison(made, schemas);
  AuditResult result = with_target(std::move(stored.result), begun);
  result.durations = {made.times.connect.count(), made.times.read.count(), made.times.compare.count()};
  result.read_at = std::chrono::time_point_cast<std::chrono::microseconds>(made.read_at);
  result.finished = current_instant();
  return {std::move(result), std::move(stored.texts), Healing::kNever};
}

}  // namespace

OneAudit audited(const AuditTarget& target, SharedDeclarations& declarations, const std::stop_token& stop) {
  AuditResult result = begun(target);
  if (target.failure)
    return failed(std::move(result), target.failure->reason, target.failure_heals, target.failure->message);
  try {
    CompareRequest request = target.request;
    request.stop = stop;
    const auto shared = declarations.of(request);
    if (!shared) return told(result, request, compared(request));
    result.declared_digest = shared->digest;
    return told(result, request, compared(request, shared->declaration));
  } catch (const Error& error) {
    return failed(std::move(result), error.reason(), error.healing(), error.what());
  } catch (const std::exception& error) {
    return failed(std::move(result), Reason::kInternal, Healing::kNever,
                  std::string("internal error: ") + error.what() + "; please report it");
  }
}

AuditResult not_audited(const AuditTarget& target, Reason reason, const std::string& message) {
  return failed(begun(target), reason, Healing::kNever, message).result;
}

}  // namespace tenon
