// Reads one query row column by column.

#pragma once

#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <vector>

#include "model/constraint.h"
#include "reflect/postgresql/catalog_builder.h"

namespace tenon {

/// Reads one row column by column in the order of its query. NULL is read as "", 0, false or an empty list.
class RowReader {
 public:
  explicit RowReader(const pqxx::row& row) : row_(row) {}

  std::string text();
  std::optional<std::string> optional_text();
  bool flag();
  char letter();  ///< a "char"; '\0' for NULL
  Oid oid();
  int number();
  std::vector<int> numbers();        ///< int2[] or int2vector
  std::vector<std::string> texts();  ///< text[]
  Name name();
  QualifiedName qualified();  ///< two columns: schema, name
  /// Reads two columns, schema and name, of a collation or an operator class; a schema that is on every
  /// search path is dropped.
  QualifiedName searched();

 private:
  const char* next();

  const pqxx::row& row_;
  int at_ = 0;
};

/// Converts reloptions such as `{fillfactor=70}` to options, with `prefix` before each key.
Options storage_options(const std::vector<std::string>& reloptions, const std::string& prefix = "with.");

/// Replaces `{index_settings}` and `{index_joins}` of a query by the columns that index_options() reads, and
/// by what they need. REQUIRES: the query calls pg_index `i` and the pg_class of the index `x`.
std::string with_index_options(std::string sql);

/// Reads the options that every index has from the columns of with_index_options().
Options index_options(RowReader& in);

/// Replaces the one `place` in `sql` by `what`: a column that not every version has.
std::string filled(std::string sql, std::string_view place, std::string_view what);

/// A query over all objects of a kind, and the function that reads its rows.
struct CatalogQuery {
  std::string sql;
  void (*read)(const pqxx::result& rows, CatalogDraft& draft);
};

}  // namespace tenon
