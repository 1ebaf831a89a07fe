#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/dialect.h"

namespace tenon {

/// An identifier that stands in a piece of SQL, as the dialect compares it.
struct IdentifierRef {
  enum class As {
    kName,  ///< a column, or anything else: a keyword, a type inside CAST
    kCall,  ///< before an opening parenthesis
    kType,  ///< after `::`
  };
  std::string key;
  As as = As::kName;
  std::string schema = {};  ///< the identifier before it, where a point stands between them
};

/// Every identifier of `sql` outside string literals, quoted or not. Finds more than there is rather than
/// less: keywords are among them, and what stands in brackets counts as quoted too.
std::vector<IdentifierRef> referenced_identifiers(std::string_view sql, const Dialect& dialect);

/// Whether `sql` may name the column.
bool references_column(std::string_view sql, const Name& column, const Dialect& dialect);
/// Whether `name` stands in `sql` at all, as whatever.
bool references_name(std::string_view sql, const Name& name, const Dialect& dialect);

/// The expressions inside a constraint: a check's, an index's elements and predicate ...
std::vector<std::string_view> expressions_of(const Constraint& constraint);
/// Whether a constraint names the column, outright or in an expression.
bool references_column(const Constraint& constraint, const Name& column, const Dialect& dialect);

/// The parts of a dotted name, quotes undone and unquoted parts folded: `"App".mood` is {App, mood}.
std::vector<std::string> dotted_parts(std::string_view sql);

/// The name of a type without modifiers and array brackets: `public.mood[]` is {public, mood}.
std::vector<std::string> type_parts(const Type& type);

/// The sequences whose values a default draws: `nextval('public.s'::regclass)`. A name without a schema
/// means the dialect's default one.
std::vector<QualifiedName> sequences_in(const Expression& value, const Dialect& dialect);

}  // namespace tenon
