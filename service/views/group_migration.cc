// The migration that mends a group: the catalog that an audit read and the schema that is declared now in, a
// script out.

#include "service/views/group_migration.h"

#include "app/generate.h"
#include "model/error.h"
#include "model/listing.h"
#include "render/sql_script.h"

namespace tenon {

namespace {

CompareRequest request_of(const AuditTarget& target, const StoredSnapshot& found) {
  CompareRequest request = target.request;
  request.actual = {};
  request.actual_documents = {Document{"audit:" + std::to_string(found.audit), found.text}};
  request.scratch = {};
  return request;
}

}  // namespace

GroupMigration group_migration(const AuditTarget& target, const StoredSnapshot& found, std::string command) {
  GroupMigration made;
  made.command = std::move(command);
  if (target.failure) {
    made.problem = target.failure->message;
    return made;
  }
  try {
    const CompareRequest request = request_of(target, found);
    const ComparisonResult comparison = compared(request);
    if (!comparison.report.unknowns.empty())
      made.problem = "some findings need the database to compare them; the script leaves them out";
    const auto destroyed = needed_allowances(comparison, request);
    if (destroyed && !destroyed->empty())
      made.problem = "it destroys what no script gives back: " + few(*destroyed);
    if (!comparison.changes.empty())
      made.script = sql_script(unbroken(proved(migration(comparison), comparison)).up);
    else if (made.problem.empty())
      made.problem = "what is declared now is what this audit found: audit the targets again";
  } catch (const Error& error) {
    made.problem = error.what();
  }
  return made;
}

}  // namespace tenon
