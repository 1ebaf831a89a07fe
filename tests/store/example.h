#pragma once

#include <string>

#include "audit/fingerprint.h"
#include "tests/store/stores.h"

namespace tenon::test {

/// A declared schema in JSON whose foreign key cascades, or does not.
inline std::string example_catalog(bool cascades) {
  const std::string action = cascades ? R"(, "ondelete": "CASCADE")" : "";
  return R"({"dialect": "sqlite", "tables": {
    "users": {"columns": {"id": {"type": "integer", "primary_key": true}}},
    "orders": {"columns": {
      "id": {"type": "integer", "primary_key": true},
      "user_id": {"type": "integer", "foreign_key": {"name": "fk_orders_user_id_users", "references": "users.id")" +
         action + "}}}}}}\n";
}

/// The store of the documentation: two targets and three nights. On the second night `orders` lost ON DELETE
/// CASCADE and `kiosk` could not be reached, on the third somebody mended it.
inline void make_example_store(Store& store) {
  const auto audited = [](AuditResult result, bool cascades) {
    Audited made = with_texts(std::move(result), example_catalog(cascades));
    return made;
  };
  for (int at = 1; at <= 3; ++at) {
    const bool is_whole = at != 2;
    const std::int64_t sweep = store.begin_sweep(sweep_at(at));
    const Audited orders =
        audited(is_whole ? result_with({}, at) : result_with({lost_cascade()}, at), is_whole);
    store.record(sweep, orders.result, orders.texts);
    if (is_whole) {
      const Audited kiosk = audited(result_with({}, at, "kiosk"), true);
      store.record(sweep, kiosk.result, kiosk.texts);
    } else {
      store.record(sweep, failed_with("connect", at, "kiosk"));
    }
    store.finish_sweep(sweep, end_at(at));
  }
}

}  // namespace tenon::test
