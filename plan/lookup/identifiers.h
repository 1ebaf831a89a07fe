// Identifiers in a piece of SQL: text in, names out. A lexical scan, not a parse: it finds every identifier
// that may be a reference, and some that are not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/dialect.h"

namespace tenon {

/// An identifier in a piece of SQL that may refer to an object, as the dialect compares names.
struct IdentifierRef {
  enum class As {
    kName,  ///< a column, or anything else: a keyword, the type of a CAST
    kCall,  ///< before an opening parenthesis
    kType,  ///< after `::`
  };
  std::string key;
  As as = As::kName;
  std::string schema = {};  ///< the qualifier before it: `a` of `a.b`; empty where there is none
};

/// Returns every identifier of `sql` outside string literals and comments, quoted or not. A lexical scan that
/// errs on the safe side: keywords are among them, and text in brackets counts as a quoted name too.
std::vector<IdentifierRef> referenced_identifiers(std::string_view sql, const Dialect& dialect);

/// Returns whether `sql` may refer to the column.
bool references_column(std::string_view sql, const Name& column, const Dialect& dialect);
/// Returns whether `sql` has the identifier at all, in whatever role.
bool references_name(std::string_view sql, const Name& name, const Dialect& dialect);

/// Returns the expressions of a constraint: of a check, of the elements and the predicate of an index or
/// exclusion.
std::vector<std::string_view> expressions_of(const Constraint& constraint);
/// Returns whether the constraint lists the column, or may refer to it in an expression.
bool references_column(const Constraint& constraint, const Name& column, const Dialect& dialect);

/// Returns the parts of a dotted name, quotes undone and unquoted parts folded: `"App".mood` is {App, mood}.
std::vector<std::string> dotted_parts(std::string_view sql, const Dialect& dialect);

/// Returns the name of a type without modifiers and array brackets: `public.mood[]` is {public, mood}.
std::vector<std::string> type_parts(const Type& type, const Dialect& dialect);

/// Returns the names that the string literals of `sql` would be, as in `'public.t'::regclass`; others are
/// among them. A name without a schema means the default schema of the dialect.
std::vector<QualifiedName> names_in_literals(std::string_view sql, const Dialect& dialect);

/// Returns the sequences that a default draws from: `nextval('public.s'::regclass)`. A name without a schema
/// means the default schema of the dialect.
std::vector<QualifiedName> sequences_in(const Expression& value, const Dialect& dialect);

}  // namespace tenon
