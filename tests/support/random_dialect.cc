#include "tests/support/random_dialect.h"

#include <array>
#include <string_view>

namespace tenon::test {

namespace {

class Drawer {
 public:
  explicit Drawer(Rng& rng) : rng_(rng) {}

  bool coin() { return rng_() % 2 == 0; }

  template <std::size_t N>
  std::string_view one_of(const std::array<std::string_view, N>& texts) {
    return texts[rng_() % N];
  }

 private:
  Rng& rng_;
};

Lexis random_lexis(Drawer& draw) {
  Lexis made;
  made.identifier_quotes = draw.one_of(std::array<std::string_view, 3>{"\"", "`\"", "\"`["});
  made.folds_case = draw.coin();
  made.prefixed_strings = draw.coin();
  made.dollar_quotes = draw.coin();
  made.nested_comments = draw.coin();
  made.carriage_return_ends_comment = draw.coin();
  made.byte_order_marks_are_blank = draw.coin();
  made.operators_of_any_length = draw.coin();
  made.keywords = draw.coin() ? kPostgresql.lexis.keywords : kSqlite.lexis.keywords;
  return made;
}

/// A database that alters no constraint rebuilds its tables. Then it checks no reference when a table is
/// dropped, since tables in a cycle could never go; its types, which ALTER COLUMN would convert, are built
/// in; no default draws from a sequence, which a rebuild neither waits for nor releases; and no constraint
/// has an index whose name another table may claim.
void draw_altering(Capabilities& can, Drawer& draw) {
  can.can_alter_constraints = can.can_alter_columns = draw.coin();
  can.can_alter_checks = can.can_alter_constraints || draw.coin();
  can.checks_references = can.can_alter_constraints && draw.coin();
  can.has_enums = can.can_alter_columns && draw.coin();
}

void draw_names(Capabilities& can, Drawer& draw) {
  can.names_constraints = draw.coin();
  can.index_names_per_schema = draw.coin();
  can.keys_name_their_index = can.can_alter_constraints && can.index_names_per_schema && draw.coin();
  can.index_names_can_be_left_out = draw.coin();
  can.max_name = draw.coin() ? 63 : 0;
}

void draw_keys(Capabilities& can, Drawer& draw) {
  can.keys_refuse_null = draw.coin();
  can.keys_take_any_collation = draw.coin();
  can.defers_on_command = draw.coin();
  can.has_match = draw.coin();
  can.has_nulls_not_distinct = draw.coin();
  can.has_exclusions = can.can_alter_constraints && draw.coin();
}

void draw_columns(Capabilities& can, Drawer& draw) {
  can.has_sequences = can.can_alter_columns && draw.coin();
  can.sequences_follow_logging = draw.coin();
  can.has_identity_columns = draw.coin();
  can.has_serial_types = can.has_sequences && draw.coin();
  can.generated_columns_are_stored_by_default = draw.coin();
  can.has_native_boolean = draw.coin();
  can.has_comments = draw.coin();
  can.default_collation = draw.coin() ? "" : "binary";
}

void draw_types(Capabilities& can, Drawer& draw) {
  can.has_row_types = draw.coin();
  can.types_have_aliases = draw.coin();
  can.types_bind_values = can.types_have_aliases || draw.coin();
  can.types_can_be_left_out = draw.coin();
}

void draw_indexes(Capabilities& can, Drawer& draw) {
  can.default_index_method = draw.coin() ? "btree" : "";
  can.has_nulls_order = draw.coin();
  can.has_storage_parameters = draw.coin();
  can.lifts_collations = draw.coin();
}

}  // namespace

Dialect random_dialect(Rng& rng) {
  Drawer draw(rng);
  Capabilities can;
  draw_altering(can, draw);
  draw_names(can, draw);
  draw_keys(can, draw);
  draw_columns(can, draw);
  draw_types(can, draw);
  draw_indexes(can, draw);
  return {can, "fake", draw.coin() ? "main" : "", random_lexis(draw), {}};
}

}  // namespace tenon::test
