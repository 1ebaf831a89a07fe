// Writes the whole store as lines of JSON, in an order in which they can be loaded.

#include <array>

#include "audit/canonical_json.h"
#include "store/compression.h"
#include "store/session.h"
#include "store/store.h"

namespace tenon {

namespace {

constexpr std::int64_t kExportPage = 200;

/// How a column becomes JSON.
enum class As { kText, kNumber, kCompressed };

struct ExportedColumn {
  const char* name;
  As as = As::kText;
};

/// A table: its key first, then the other columns.
struct ExportedTable {
  const char* name;
  std::vector<ExportedColumn> columns;
};

constexpr As kNumber = As::kNumber;
constexpr As kCompressed = As::kCompressed;

/// Tables whose rows others refer to come first.
const std::vector<ExportedTable> kExportedTables = {
    {"store_info", {{"name"}, {"content"}}},
    {"target", {{"id", kNumber}, {"name"}, {"labels"}, {"url_ref"}, {"state"}, {"created_at"}}},
    {"sweep",
     {{"id", kNumber},
      {"started_at"},
      {"finished_at"},
      {"started_by"},
      {"selection"},
      {"targets", kNumber},
      {"workers", kNumber},
      {"tool_version"},
      {"exit_code", kNumber},
      {"summary"}}},
    {"snapshot", {{"digest"}, {"content", kCompressed}, {"text_bytes", kNumber}, {"created_at"}}},
    {"drift", {{"digest"}, {"report", kCompressed}, {"content_digest"}, {"created_at"}}},
    {"finding",
     {{"id", kNumber},
      {"drift_digest"},
      {"position", kNumber},
      {"op"},
      {"kind"},
      {"schema_name"},
      {"table_name"},
      {"name"},
      {"finding_key"},
      {"actual_name"},
      {"server_named", kNumber},
      {"actual_server_named", kNumber},
      {"declared_definition"},
      {"actual_definition"},
      {"attributes"},
      {"digest"}}},
    {"audit",
     {{"id", kNumber},
      {"sweep_id", kNumber},
      {"target_id", kNumber},
      {"outcome"},
      {"fingerprint"},
      {"drift_digest"},
      {"acknowledged", kNumber},
      {"ack_ids"},
      {"error_reason"},
      {"error_message"},
      {"engine"},
      {"server_version"},
      {"url_ref"},
      {"labels"},
      {"declared_digest"},
      {"snapshot_digest"},
      {"read_digest"},
      {"counts"},
      {"durations"},
      {"started_at"},
      {"read_at"},
      {"finished_at"},
      {"attempts", kNumber},
      {"tool_version"},
      {"row_digest"}}},
    {"episode",
     {{"id", kNumber},
      {"target_id", kNumber},
      {"first_fingerprint"},
      {"fingerprint"},
      {"window_from"},
      {"window_to"},
      {"changed_from"},
      {"changed_to"},
      {"closed_from"},
      {"closed_to"},
      {"acknowledged", kNumber},
      {"opened_audit", kNumber},
      {"closed_audit", kNumber}}},
    {"ack",
     {{"id", kNumber},
      {"finding_key"},
      {"selector"},
      {"reason"},
      {"owner"},
      {"created_at"},
      {"ends_at"},
      {"ended_at"}}},
    {"event",
     {{"id", kNumber}, {"happened_at"}, {"kind"}, {"target"}, {"body"}, {"previous_hash"}, {"hash"}}},
    {"delivery",
     {{"id", kNumber},
      {"message_id"},
      {"channel"},
      {"kind"},
      {"body"},
      {"created_at"},
      {"attempts", kNumber},
      {"due_at"},
      {"claimed_until"},
      {"delivered_at"},
      {"given_up_at"},
      {"last_error"}}},
    {"job",
     {{"id", kNumber},
      {"sweep_id", kNumber},
      {"target"},
      {"started_by"},
      {"scheduled_for"},
      {"priority", kNumber},
      {"state"},
      {"run_at"},
      {"attempt", kNumber},
      {"lease_owner"},
      {"lease_token", kNumber},
      {"lease_until"},
      {"created_at"},
      {"finished_at"},
      {"audit_id", kNumber},
      {"error_reason"},
      {"error_message"}}},
    {"target_schedule", {{"id", kNumber}, {"target"}, {"schedule"}, {"known_since"}, {"seen_at"}}},
    {"api_token",
     {{"id", kNumber},
      {"name"},
      {"digest"},
      {"scopes"},
      {"created_at"},
      {"ends_at"},
      {"used_at"},
      {"revoked_at"}}},
    {"api_definition",
     {{"id", kNumber}, {"kind"}, {"name"}, {"content"}, {"created_at"}, {"changed_at"}, {"changed_by"}}},
    {"issue", {{"id", kNumber}, {"channel"}, {"subject"}, {"number", kNumber}}},
};

std::string select_page(const ExportedTable& table) {
  std::string columns;
  for (const ExportedColumn& column : table.columns)
    columns += (columns.empty() ? "" : ", ") + std::string(column.name);
  const std::string key = table.columns.front().name;
  return "SELECT " + columns + " FROM " + table.name + " WHERE " + key + " > ?1 ORDER BY " + key +
         " LIMIT ?2";
}

CanonicalJson value_of(const SqlRow& row, std::size_t at, const ExportedColumn& column) {
  if (row.is_null(at)) return nullptr;
  if (column.as == As::kNumber) return row.integer(at);
  if (column.as == As::kCompressed) return decompressed(row.text(at), column.name);
  return row.text(at);
}

std::string line_of(const ExportedTable& table, const SqlRow& row) {
  OrderedJson json = {{"table", table.name}};
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    json[table.columns[i].name] = value_of(row, i, table.columns[i]);
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace

void Store::export_lines(const std::function<void(std::string_view)>& line) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  std::int64_t rows = 0;
  for (const ExportedTable& table : kExportedTables) {
    const bool is_numbered = table.columns.front().as == As::kNumber;
    const std::string select = select_page(table);
    SqlValue last = is_numbered ? SqlValue(std::int64_t{0}) : SqlValue(std::string());
    while (true) {
      const SqlRows page = session_->run(select, {last, kExportPage});
      if (page.empty()) break;
      for (const SqlRow& row : page) line(line_of(table, row));
      rows += static_cast<std::int64_t>(page.size());
      last = is_numbered ? SqlValue(page.back().integer(0)) : SqlValue(page.back().text(0));
    }
  }
  line(OrderedJson{{"table", "end"}, {"rows", rows}}.dump() + "\n");
}

}  // namespace tenon
