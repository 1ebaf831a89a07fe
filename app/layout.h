// The layouts of migration files: a migration in, the files of one runner out.

#pragma once

#include <string>
#include <vector>

#include "app/file_batch.h"
#include "model/op.h"

namespace tenon {

/// The input of a layout for naming its files.
struct LayoutRequest {
  std::string dir;
  std::string message;
  std::string rev_id;
  std::string head;
};

/// The way in which the migration files of one runner are named and filled.
struct Layout {
  std::string name;
  std::vector<NewFile> (*files)(const Migration& migration, const LayoutRequest& request);
};

/// Returns the list of layouts. A new runner is added there.
const std::vector<Layout>& layouts();

/// Returns the layout of that name. Throws Error(kUsage) if there is none.
const Layout& layout_named(const std::string& name);

}  // namespace tenon
