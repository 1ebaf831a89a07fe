// Tables and the foreign keys between them, ready to be drawn.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "render/report/report_text.h"

namespace tenon {

/// What becomes of a drawn thing. Every state but kSame has a word and a style of its own.
enum class PictureState { kSame, kAdded, kDropped, kChanged, kRenamed, kUnvalidated };

/// One line of a table: a column, or a constraint that changes.
struct PictureRow {
  std::string text;   ///< "user_id", "check ck_orders_total"
  std::string type;   ///< of a column
  std::string marks;  ///< of a column: "pk", "fk", "uq", joined with a blank
  PictureState state = PictureState::kSame;

  friend bool operator==(const PictureRow&, const PictureRow&) = default;
};

struct PictureTable {
  QualifiedName name;
  std::string title;        ///< "public.orders"
  std::string former_name;  ///< of a renamed table
  PictureState state = PictureState::kSame;
  std::vector<PictureRow> rows;
  std::size_t more = 0;  ///< columns that are not drawn

  friend bool operator==(const PictureTable&, const PictureTable&) = default;
};

/// A foreign key, by the numbers of its tables and of their rows.
struct PictureLink {
  std::string name;
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t from_row = 0;
  std::size_t to_row = 0;
  bool is_optional = false;  ///< a column of it takes NULL
  bool is_unique = false;    ///< one row at most refers to each
  PictureState state = PictureState::kSame;

  friend bool operator==(const PictureLink&, const PictureLink&) = default;
};

struct Picture {
  std::vector<PictureTable> tables;
  std::vector<PictureLink> links;
  std::size_t left_out = 0;  ///< tables that change and are not drawn
  Wording wording = Wording::kFindings;

  friend bool operator==(const Picture&, const Picture&) = default;
};

/// Returns the word of a state, as findings or as ops: "missing", "add"; empty for kSame.
std::string_view state_word(PictureState state, Wording wording);

/// Returns all tables of a catalog with all their columns.
Picture picture_of(const Catalog& catalog);

/// Returns the tables that change, with what changes in them, and those that a foreign key joins to them on
/// either side. At most `most` tables that change are drawn.
Picture picture_of(const Catalog& actual, const Catalog& declared, const std::vector<Change>& changes,
                   Wording wording, std::size_t most = 40);

/// Returns the names of the tables that at most `hops` foreign keys join to some of `names`, those included.
std::vector<QualifiedName> neighbours(const Catalog& catalog, std::vector<QualifiedName> names,
                                      std::size_t hops);

}  // namespace tenon
