// What Actian PSQL can do and how its SQL is spelled, by its published reference.

#include "model/dialect.h"

namespace tenon {

namespace {

constexpr Lexis kActianLexis{.folds_case = true};

constexpr Capabilities kActianCapabilities{
    .index_names_can_be_left_out = false,
    .defers_on_command = false,
    .has_nulls_not_distinct = false,
    .has_exclusions = false,
    .references_copy_the_key = true,
    .references_make_an_index = true,
    .reference_names_are_global = true,
    .creates_tables_without_own_references = true,
    .references_skip_existing_rows = true,
    .has_identity_columns = false,
    .has_serial_types = false,
    .generated_columns_are_stored_by_default = false,
    .has_native_boolean = false,
    .has_extensions = false,
    .has_enums = false,
    .has_domains = false,
    .has_user_types = false,
    .has_row_types = false,
    .types_have_aliases = false,
    .has_nulls_order = false,
    .has_storage_parameters = false,
    .has_sequences = false,
    .has_comments = false,
    .settings_change_meaning = false,
};

}  // namespace

constinit const Dialect kActian{kActianCapabilities, "actian", "", kActianLexis, {}};

}  // namespace tenon
