// Plans from a stored catalog to the declared schema of its target.

#include "service/dashboard/group_migration.h"

#include "app/generate.h"
#include "model/error.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

/// The request of a migration from the catalog of an audit. Throws Error where there is none.
GenerateRequest request_of(const Service& service, const GroupSample& sample, const std::stop_token& stop) {
  auto target = service.configuration.target(sample.target);
  if (!target) throw Error(Fault::kUsage, "the configuration names no target " + sample.target + " any more");
  target->secrets.url = {};  // its catalog is stored
  target = with_secrets(*std::move(target), stop);
  if (target->failure) throw Error(Fault::kConnection, target->failure->message);
  const auto snapshot = service.stores.with([&](Store& store) { return store.snapshot_of(sample.audit); });
  if (!snapshot)
    throw Error(Fault::kUsage, "the catalog of audit " + std::to_string(sample.audit) + " is not kept");
  GenerateRequest wanted;
  wanted.compare = target->request;
  wanted.compare.actual.clear();
  wanted.compare.actual_documents = {{"audit:" + std::to_string(sample.audit) + ".json", snapshot->text}};
  wanted.message = "mend drift";
  wanted.dir = "";
  wanted.allow = {"all"};
  return wanted;
}

}  // namespace

GroupMigration group_migration(const Service& service, const GroupView& view, const std::stop_token& stop) {
  GroupMigration made;
  try {
    GenerateRequest wanted = request_of(service, view.sample, stop);
    wanted.compare.stop = stop;
    const MigrationFiles files = generated(wanted);
    if (files.files.empty())
      made.problem = "nothing is to be done: the schema is declared now as this catalog is";
    else
      made.script = files.files.front().text;
    for (const std::string& lost : files.destroyed)
      made.problem += (made.problem.empty() ? "it destroys " : ", ") + lost;
  } catch (const Error& error) {
    made.problem = error.what();
  }
  return made;
}

}  // namespace tenon
