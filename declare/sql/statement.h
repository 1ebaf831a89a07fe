#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "declare/declaration.h"
#include "declare/faults.h"
#include "declare/sql/script.h"
#include "declare/sql/simulated_catalog.h"
#include "sql/pg_node.h"
#include "sql/span.h"
#include "sql/token.h"

namespace tenon {

/// What ends the reading of one statement.
struct SqlRefusal {
  std::size_t at;  ///< a byte of the statement
  std::string what;
  bool is_repeated = false;           ///< what the statement makes is there already
  std::vector<SqlRefusal> more = {};  ///< what else is wrong with the statement
};

/// One statement being read into a world. Locations are bytes of the statement.
class SqlStatement {
 public:
  SqlStatement(SimulatedCatalog& made, const SqlFile& file, Span span);

  SimulatedCatalog& catalog;

  std::string_view text() const { return span_.of(file_->text()); }
  Source source(std::size_t location) const { return file_->source(span_.begin + location); }
  [[noreturn]] void refuse(std::size_t location, std::string what) const { throw SqlRefusal{location, what}; }
  [[noreturn]] void refuse(const PgNode& node, std::string what) const { refuse(node.location(), what); }
  [[noreturn]] void refuse_repeated(std::size_t location, const std::string& who) const {
    throw SqlRefusal{location, who + " is declared already", true};
  }
  /// A statement inside of this one.
  SqlStatement part(Span span) const {
    return SqlStatement(catalog, *file_, {span_.begin + span.begin, span_.begin + span.end});
  }

  /// The text between the first parenthesis at or behind `from` and the one that closes it.
  std::string_view parenthesized(std::size_t from) const;
  /// The elements of the list between them, cut at its commas, each without blanks around it.
  std::vector<Span> elements(std::size_t from) const;
  /// The text behind the first `keyword` at or behind `from` outside of parentheses: up to `limit`, a comma
  /// or the end of the parentheses that it stands in. Empty when the word is not there.
  std::string_view behind(std::string_view keyword, std::size_t from,
                          std::size_t limit = std::string_view::npos) const;
  /// The first whole number at or behind `from`, with its sign: the parser's tree leaves out what is not
  /// positive.
  std::string integer(std::size_t from) const;
  /// The end of the list whose parenthesis is the first at or behind `from`.
  std::size_t end_of_list(std::size_t from) const;
  /// The subcommands of an ALTER, which stand behind the relation's name.
  std::vector<Span> commands(const PgNode& range) const;
  /// Where a part of the text begins.
  std::size_t offset(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - text().data());
  }
  std::string_view slice(Span span) const { return span.of(text()); }

  /// A name for something new: in its schema, or in the first one of the search path.
  QualifiedName new_name(const PgNode& range) const;
  QualifiedName new_name(const std::vector<std::string>& parts, std::size_t location) const;
  /// A table that is there; anything else is refused, unless `missing_ok`: then it is nullptr.
  SqlTable* table(const PgNode& range, bool missing_ok = false) const;
  /// The relation of that name, whatever it is; nullopt when there is none and `missing_ok`.
  std::optional<QualifiedName> relation(const PgNode& range, bool missing_ok = false) const;
  SqlColumn& column(SqlTable& table, const std::string& name, std::size_t location) const;

 private:
  std::size_t token_at(std::size_t offset) const;
  /// From a token on, up to the end or a parenthesis that closes around it.
  std::vector<Span> cut_at_commas(std::size_t token) const;

  const SqlFile* file_;
  Span span_;
  std::vector<Token> tokens_;
};

/// A name without a schema.
QualifiedName bare_name(std::string_view name);
/// `app.t`, as a RangeVar writes it.
std::string written(const PgNode& range);

}  // namespace tenon
