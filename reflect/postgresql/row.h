#pragma once

#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <vector>

#include "model/constraint.h"
#include "reflect/postgresql/catalog_builder.h"

namespace tenon {

/// One row, read column by column in the order of its query. NULL reads as nothing: "", 0, false, empty.
class RowReader {
 public:
  explicit RowReader(const pqxx::row& row) : row_(row) {}

  std::string text();
  std::optional<std::string> optional_text();
  bool flag();
  char letter();  ///< a "char"; '\0' when NULL
  Oid oid();
  int number();
  std::vector<int> numbers();        ///< int2[] or int2vector
  std::vector<std::string> texts();  ///< text[]
  Name name();
  QualifiedName qualified();  ///< two columns: schema, name
  /// Two columns, schema and name, of a collation or an operator class.
  QualifiedName searched();

 private:
  const char* next();

  const pqxx::row& row_;
  int at_ = 0;
};

/// `{fillfactor=70}` as options, each key behind `prefix`.
Options storage_options(const std::vector<std::string>& reloptions, const std::string& prefix = "with.");

/// The options of an index from four columns: its reloptions, its tablespace, whether its table is clustered
/// by it, whether it is its replica identity.
Options index_options(RowReader& in);

/// `sql` with `what` in the one place marked `place`: a column that not every version has.
std::string filled(std::string sql, std::string_view place, std::string_view what);

/// One set-based query, and what its rows become.
struct CatalogQuery {
  std::string sql;
  void (*read)(const pqxx::result& rows, CatalogDraft& draft);
};

}  // namespace tenon
