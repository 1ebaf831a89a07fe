// The dialect of Actian PSQL as facts.

#include "model/actian.h"

namespace tenon {

const Dialect kActian{
    .name = "actian",
    .default_schema = "",
    .folds_case = true,
    .defers_on_command = false,
    .has_enums = false,
    .has_sequences = false,
    .has_exclusions = false,
    .has_comments = false,
    .has_native_boolean = false,
    .has_index_methods = false,
    .default_index_method = "",
    .default_collation = "",
    .prefixed_strings = false,
    .dollar_quotes = false,
    .nested_comments = false,
    .types_have_aliases = false,
    .keywords = {},
};

}  // namespace tenon
