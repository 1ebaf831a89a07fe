// One SQL statement that is being applied: its text, its parse positions, and lookups in the simulated
// catalog.

#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "declare/declaration.h"
#include "declare/sql/script.h"
#include "declare/sql/simulated_catalog.h"
#include "model/faults.h"
#include "sql/pg_node.h"
#include "sql/span.h"
#include "sql/token.h"

namespace tenon {

/// Thrown to end the reading of one statement.
struct SqlRefusal {
  std::size_t at;  ///< a byte of the statement
  std::string what;
  bool is_repeated = false;           ///< the statement creates an object that exists already
  std::vector<SqlRefusal> more = {};  ///< further faults of the statement
  std::string missing = {};           ///< the key of a name that nothing has; empty: the fault is another
};

/// One statement that is being applied to a simulated catalog. Locations are byte offsets in the statement.
class SqlStatement {
 public:
  SqlStatement(SimulatedCatalog& made, const SqlFile& file, Span span);

  SimulatedCatalog& catalog;

  std::string_view text() const { return span_.of(file_->text()); }
  /// Returns the keys of all names in the statement.
  std::set<std::string> names() const;
  Source source(std::size_t location) const { return file_->source(span_.begin + location); }
  [[noreturn]] void refuse(std::size_t location, std::string what) const { throw SqlRefusal{location, what}; }
  [[noreturn]] void refuse(const PgNode& node, std::string what) const { refuse(node.location(), what); }
  /// For a name that nothing has, be it of a table, a type or a column.
  [[noreturn]] void refuse_missing(std::size_t location, std::string_view name, std::string what) const;
  [[noreturn]] void refuse_repeated(std::size_t location, const std::string& who) const {
    throw SqlRefusal{location, who + " is declared already", true};
  }
  /// Returns a statement nested in this one.
  SqlStatement part(Span span) const {
    return SqlStatement(catalog, *file_, {span_.begin + span.begin, span_.begin + span.end});
  }

  /// Returns the text between the first opening parenthesis at or after `from` and the matching closing one.
  std::string_view parenthesized(std::size_t from) const;
  /// Returns the elements of that list, split at its commas, without surrounding blanks.
  std::vector<Span> elements(std::size_t from) const;
  /// Returns the text after the first `keyword` at or after `from` outside parentheses, up to `limit`, a
  /// comma or the end of the enclosing parentheses. It is empty if the keyword is not there.
  std::string_view behind(std::string_view keyword, std::size_t from,
                          std::size_t limit = std::string_view::npos) const;
  /// Returns the first integer at or after `from` with its sign, as the parse tree omits integers that are
  /// not positive.
  std::string integer(std::size_t from) const;
  /// Returns the end of the list whose opening parenthesis is the first at or after `from`.
  std::size_t end_of_list(std::size_t from) const;
  /// Returns the subcommands of an ALTER, which follow the name of the relation.
  std::vector<Span> commands(const PgNode& range) const;
  /// Returns the offset at which a part of the text begins.
  std::size_t offset(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - text().data());
  }
  std::string_view slice(Span span) const { return span.of(text()); }

  /// Returns the name of a new object: in its schema, or in the first existing one of the search path.
  QualifiedName new_name(const PgNode& range) const;
  QualifiedName new_name(const std::vector<std::string>& parts, std::size_t location) const;
  /// Returns an existing table. Anything else is a fault, except that a missing table gives nullptr if
  /// `missing_ok`.
  SqlTable* table(const PgNode& range, bool missing_ok = false) const;
  /// Returns the relation of that name, of any kind; nullopt if there is none and `missing_ok`.
  std::optional<QualifiedName> relation(const PgNode& range, bool missing_ok = false) const;
  SqlColumn& column(SqlTable& table, const std::string& name, std::size_t location) const;

 private:
  std::size_t token_at(std::size_t offset) const;
  /// Splits at commas from a token on, up to the end or an unmatched closing parenthesis.
  std::vector<Span> cut_at_commas(std::size_t token) const;

  const SqlFile* file_;
  Span span_;
  std::vector<Token> tokens_;
};

/// Returns a name without a schema.
QualifiedName bare_name(std::string_view name);
/// Returns the name in a RangeVar as it is written: `app.t`.
std::string relation_text(const PgNode& range);

}  // namespace tenon
