// Normal forms of definitions, for fingerprints: one text for one meaning, on whichever database it was read.

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/dialect.h"

namespace tenon {

/// What the schemas of a database are called in the declaration: `tenant_17` to `tenant`.
using SchemaNames = std::map<std::string, std::string>;

/// Returns what a schema is called in the declaration.
std::string mapped_schema(const std::string& schema, const SchemaNames& schemas);

/// How words of SQL are written in a normal form.
enum class WordCase {
  kFolded,     ///< as the database compares them: of expressions and definitions
  kAsWritten,  ///< of values that name things without quotes: columns, actions
};

/// Returns a text of SQL as its tokens with one space between them: words in lower case, names without
/// needless quotes, schemas as the declaration calls them. PostgreSQL prints `(ARRAY[a, b])::text[]`, and
/// after a dump is restored `ARRAY[(a)::text, (b)::text]`: both are the latter. What is no SQL is returned
/// as it is.
std::string normal_form(std::string_view sql, const Dialect& dialect, const SchemaNames& schemas = {},
                        WordCase words = WordCase::kFolded);

}  // namespace tenon
