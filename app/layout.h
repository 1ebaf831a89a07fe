// The layouts of migration files: a migration in, the files of one runner out.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/file_batch.h"
#include "model/op.h"

namespace tenon {

/// The input of a layout for naming its files.
struct LayoutRequest {
  std::string dir;  ///< empty: there is none, and files have names alone
  std::string message;
  std::string rev_id;
  std::string head;
  /// alembic: the revisions that the database has run; nullopt: that is not known.
  std::optional<std::vector<std::string>> applied = {};
};

/// The way in which the migration files of one runner are named and filled.
struct Layout {
  std::string name;
  std::vector<NewFile> (*files)(const Migration& migration, const LayoutRequest& request);
  /// The path of the newest migration of the folder, where it has the same ops and nobody knows that it has
  /// run; empty: it has others. A migration that is named (LayoutRequest::rev_id) is wanted all the same.
  std::string (*same)(const Migration& migration, const LayoutRequest& request);
  /// What a reader should know of the files before; empty: nothing. Throws Error(kRefused) where they must
  /// run first.
  std::string (*note)(const LayoutRequest& request);
  bool asks_database = false;  ///< whether the database tells which of the files it has run
};

/// Returns the list of layouts. A new runner is added there.
const std::vector<Layout>& layouts();

/// Returns the layout of that name. Throws Error(kUsage) if there is none.
const Layout& layout_named(const std::string& name);

}  // namespace tenon
