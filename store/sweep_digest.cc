// What the log says of a sweep when it ends, so that a row changed afterwards is found.

#include "store/sweep_digest.h"

#include "audit/canonical_json.h"
#include "model/digest.h"

namespace tenon {

std::string results_digest(StoreSession& session, std::int64_t sweep) {
  std::string text;
  for (const SqlRow& row :
       session.run("SELECT id, row_digest FROM audit WHERE sweep_id = ?1 ORDER BY id", {sweep}))
    text += row.text(0) + " " + row.text(1) + "\n";
  return sha256(text);
}

std::string sweep_body(const StoredSweep& sweep, const std::string& digest) {
  return text_of(CanonicalJson{
      {"sweep", sweep.id},
      {"started_at", sortable(sweep.start.started)},
      {"finished_at", sweep.finished ? sortable(*sweep.finished) : ""},
      {"started_by", sweep.start.trigger},
      {"selection", sweep.start.selection},
      {"targets", sweep.start.targets},
      {"workers", sweep.start.workers},
      {"tool_version", sweep.start.tool_version},
      {"exit_code", sweep.exit_code.value_or(-1)},
      {"summary", sha256(sweep.summary)},
      {"results", digest},
  });
}

StoredSweep stored_sweep(const SqlRow& row) {
  StoredSweep sweep;
  sweep.id = row.integer(0);
  sweep.start.started = row.instant(1);
  sweep.finished = row.optional_instant(2);
  sweep.start.trigger = row.text(3);
  sweep.start.selection = row.text(4);
  sweep.start.targets = row.integer(5);
  sweep.start.workers = row.integer(6);
  sweep.start.tool_version = row.text(7);
  if (!row.is_null(8)) sweep.exit_code = static_cast<int>(row.integer(8));
  sweep.summary = row.text(9);
  return sweep;
}

}  // namespace tenon
