// Words of refusals, and the removal of definitions.

#include "service/api/refusals.h"

#include "service/api/preconditions.h"
#include "service/jobs/job_engine.h"
#include "store/store_pool.h"

namespace tenon {

Problem read_only(const std::string& kind, const std::string& name, const Origin& origin) {
  return {409, "read-only", "It is made by the configuration",
          "the " + kind + " " + name + " stands in the configuration (" + to_string(origin) +
              "), and over the API it is only read; change the file and send SIGHUP"};
}

Problem precondition_failed(const std::string& kind, const std::string& name) {
  return {412, "precondition-failed", "It is not as the request wants it",
          "the " + kind + " " + name +
              " is another one than If-Match or If-None-Match says; get it again, and send what you want "
              "with its "
              "ETag"};
}

void require_no_faults(const std::vector<RequestFault>& faults) {
  if (faults.empty()) return;
  std::vector<FieldFault> fields;
  for (const RequestFault& fault : faults) fields.push_back({fault.pointer, fault.what});
  const FieldFault& first = fields.front();
  const std::string detail = (first.pointer.empty() ? "" : first.pointer + ": ") + first.detail;
  throw RequestRefused(invalid(detail, std::move(fields)));
}

HttpResponse removed_definition(const ApiCall& call, DefinitionKind kind) {
  const std::string& name = call.path_value("name");
  bool is_there = false;
  const Precondition holds = precondition_of(call.http);
  const Definition of{.kind = kind, .name = name, .changed_by = call.caller.name};
  const bool is_removed = call.service.stores.with([&](Store& store) {
    return DefinitionBook(store).remove(of, [&](const Definition* before) {
      is_there = before != nullptr;
      return is_there && holds(before);
    });
  });
  const std::string word(to_string(kind));
  if (!is_there) throw RequestRefused(not_found(word, name));
  if (!is_removed) throw RequestRefused(precondition_failed(word, name));
  call.service.configuration.refresh();
  call.service.jobs.wake();
  return {.status = 204};
}

}  // namespace tenon
