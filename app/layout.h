// The layouts of migration files: a migration in, the files of one runner out.

#pragma once

#include <string>
#include <vector>

#include "app/file_batch.h"
#include "model/op.h"

namespace tenon {

/// What a layout needs to know to name its files.
struct LayoutRequest {
  std::string dir;
  std::string message;
  std::string rev_id;
  std::string head;
};

/// How one runner's migration files are named and filled.
struct Layout {
  std::string name;
  std::vector<NewFile> (*files)(const Migration& migration, const LayoutRequest& request);
};

/// The one list of layouts: a runner more is a line more.
const std::vector<Layout>& layouts();

/// The layout of that name. Throws Error(kUsage) when there is none.
const Layout& layout_named(const std::string& name);

/// The head that a new Alembic revision in `dir` follows: empty when there is none yet. Throws
/// Error(kUsage) when there are several, or `wanted` is not among the revisions.
std::string alembic_head(const std::string& dir, const std::string& wanted);

}  // namespace tenon
