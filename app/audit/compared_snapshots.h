// What changed between two catalogs that audits read: two snapshots in, a document out.

#pragma once

#include "render/report/document.h"
#include "store/store.h"

namespace tenon {

/// Returns what leads from one catalog to the other, in the words of `diff`. No database is asked: both texts
/// come from one, so that equal objects have equal texts. Throws Error(kRefused) if the two are of different
/// kinds of database.
ReportDocument compared_snapshots(const StoredSnapshot& before, const StoredSnapshot& after);

}  // namespace tenon
