#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/digest.h"
#include "service/pages/frame.h"
#include "tests/store/stores.h"

namespace tenon::test {

/// A name that would break a page that does not escape it.
inline const std::string kEvil = "<script>alert('x')</script>&\"'/../%2e\xe2\x80\xae";

/// The catalog of a shop: `orders` refers to `users`, `order_line` to `orders` and `product`.
inline std::string shop_snapshot(int extra_tables = 0) {
  std::string extra;
  for (int i = 0; i < extra_tables; ++i)
    extra += R"(, "public.archive_)" + std::to_string(i) +
             R"(": {"columns": {"id": {"type": "bigint", "primary_key": true, "nullable": false}}})";
  return R"({"dialect": "postgresql", "tables": {
    "public.users": {"columns": {"id": {"type": "bigint", "primary_key": true, "nullable": false},
      "email": {"type": "text", "unique": true}}},
    "public.orders": {"columns": {"id": {"type": "bigint", "primary_key": true, "nullable": false},
      "user_id": {"type": "bigint", "nullable": false}, "state": {"type": "text"}},
      "foreign_keys": [{"name": "fk_orders_user_id_users", "columns": ["user_id"],
        "references": {"table": "users", "columns": ["id"]}}]},
    "public.order_line": {"columns": {"id": {"type": "bigint", "primary_key": true, "nullable": false},
      "order_id": {"type": "bigint"}, "product_id": {"type": "bigint"}, "legacy": {"type": "text"}},
      "foreign_keys": [{"name": "fk_order_line_order_id_orders", "columns": ["order_id"],
        "references": {"table": "orders", "columns": ["id"]}}]},
    "public.product": {"columns": {"id": {"type": "bigint", "primary_key": true, "nullable": false},
      "sku": {"type": "text"}}})" +
         extra + "}}\n";
}

inline StoredFinding finding_of(const std::string& op, const std::string& kind, const std::string& table,
                                const std::string& name) {
  StoredFinding finding;
  finding.op = op;
  finding.kind = kind;
  finding.schema = "public";
  finding.table = kind == "table" ? "" : table;
  finding.name = name;
  finding.key = kind + ":public." + (kind == "table" ? name : table + "." + name);
  return finding;
}

/// Findings of every kind that a picture draws.
inline std::vector<StoredFinding> shop_findings() {
  StoredFinding missing = finding_of("add", "foreign_key", "order_line", "fk_order_line_product_id_product");
  missing.declared_definition = "foreign key ( product_id ) references public . product ( id )";
  StoredFinding column = finding_of("drop", "column", "order_line", "legacy");
  column.actual_definition = "legacy text";
  StoredFinding table = finding_of("add", "table", "", "invoice");
  table.declared_definition =
      "create table public . invoice ( id bigint not null , due_at timestamptz , constraint pk_invoice "
      "primary key ( id ) )";
  return {lost_cascade(), missing, column, table};
}

/// The report of shop_findings() as an audit keeps it: texts as the two sides spell them, and places.
inline std::string shop_report() {
  return R"json({"schema_version": 1, "declared": {"kind": "sql", "path": "schema/orders.sql"}, "findings": [
    {"op": "change", "kind": "foreign_key", "key": "foreign_key:public.orders.fk_orders_user_id_users",
     "declared": {"definition": "FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE",
                  "source": {"path": "schema/orders.sql", "line": 14, "column": 3}},
     "actual": {"definition": "FOREIGN KEY (user_id) REFERENCES users (id)"},
     "changes": [{"attribute": "ondelete", "declared": "CASCADE", "actual": "NO ACTION"}]}],
    "consequences": [{"effect": "recreate", "kind": "foreign_key", "schema": "public", "table": "orders",
      "name": "fk_orders_user_id_users", "key": "foreign_key:public.orders.fk_orders_user_id_users",
      "reason": "its definition changes"}], "notes": ["read through a pooler"]})json";
}

/// A night of a fleet: results with the texts that an audit leaves.
struct FleetNight {
  int at = 0;
  std::vector<Audited> results;
};

inline Audited result_of(std::vector<StoredFinding> findings, int at, const std::string& target,
                         const std::vector<Ack>& acks = {}, int extra_tables = 0) {
  AuditResult result = result_with(std::move(findings), at, target, acks);
  Audited made{std::move(result), {shop_snapshot(extra_tables), shop_report()}};
  made.result.snapshot_digest = sha256(made.texts.snapshot);
  made.result.engine = "postgresql";
  made.result.server_version = "16.4";
  made.result.url_ref = "env:ORDERS_URL";
  made.result.tool_version = "0.1.0";
  made.result.labels = {{"env", target.starts_with("tenant") ? "prod" : "test"}};
  made.result.counts = {214 + extra_tables, 611 + extra_tables, 388, 14, 0};
  return made;
}

inline std::string tenant(int number) {
  const std::string text = std::to_string(number);
  return "tenant-" + std::string(4 - std::min<std::size_t>(4, text.size()), '0') + text;
}

inline void record_night(Store& store, int at, const std::vector<Audited>& results) {
  const std::int64_t sweep = store.begin_sweep([&] {
    SweepStart start = sweep_at(at);
    start.targets = static_cast<std::int64_t>(results.size());
    return start;
  }());
  for (const Audited& one : results) store.record(sweep, one.result, one.texts);
  store.finish_sweep(sweep, end_at(at));
}

/// Makes three nights, or the last of them, of a fleet of so many tenants and five others: drift that spread
/// over a third of the tenants, drift of one target with a name like markup, one that is acknowledged, one
/// that cannot be reached and had drift before.
inline void make_fleet(Store& store, int tenants, int first_night = 0) {
  Ack ack = ack_of("index:public.audit_log.*", "warehouse", night(60));
  ack = store.add_ack(ack);
  StoredFinding evil = unexpected_index(kEvil);
  evil.actual_definition = "create index \"" + kEvil + "\" on audit_log ( at )";
  for (int at = first_night; at < 3; ++at) {
    std::vector<Audited> results;
    for (int i = 1; i <= tenants; ++i) {
      const bool drifts = i % 3 == 0 && (at == 2 || (at == 1 && i % 2 == 0));
      results.push_back(
          result_of(drifts ? shop_findings() : std::vector<StoredFinding>(), at, tenant(i), {}, at));
    }
    results.push_back(result_of({evil}, at, kEvil));
    results.push_back(
        result_of({unexpected_index("ix_a"), unexpected_index("ix_b")}, at, "warehouse", {ack}));
    if (at < 2) results.push_back(result_of(shop_findings(), at, "edge-07"));
    results.push_back(result_of({}, at, "kiosk/tenant_1"));
    if (at == 2) results.push_back({failed_with("connect", at, "edge-07"), {}});
    record_night(store, at, results);
  }
}

/// When the pages are looked at: the morning after the third night.
inline Instant morning() { return night(2) + std::chrono::hours(5); }

inline PageFrame frame_of_admin() {
  PageFrame frame;
  frame.user = "ada";
  frame.rights = {true, true, true};
  frame.csrf = "csrf-token";
  frame.now = morning();
  return frame;
}

}  // namespace tenon::test
