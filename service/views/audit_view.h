// What the pages of one audit show: its report, and the picture of the tables that differ.

#pragma once

#include <cstdint>
#include <optional>

#include "app/audit/past_audit.h"
#include "render/picture/picture.h"
#include "store/overview.h"
#include "store/store.h"

namespace tenon {

/// What the report page of an audit shows.
struct AuditView {
  StoredAudit audit;
  ReportDocument document;
  AuditNeighbours neighbours;
};

/// Returns nullopt if the store has no audit of this number.
std::optional<AuditView> audit_view(Store& store, std::int64_t audit);

/// What the graph page of an audit shows.
struct GraphView {
  StoredAudit audit;
  Picture picture;           ///< without tables: nothing differs, or no catalog was read
  std::size_t tables = 0;    ///< of the whole catalog
  bool has_catalog = false;  ///< it read one, and it is kept
};

std::optional<GraphView> graph_view(Store& store, std::int64_t audit);

}  // namespace tenon
