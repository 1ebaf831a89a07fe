// Finds the user-defined functions and operators that expressions call.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "reflect/postgresql/connection.h"
#include "sql/pg_parse.h"

namespace tenon {

/// Finds the functions and operators in an expression that are neither built in nor an extension's. The
/// planner inlines some of them and evaluates others, so that its output does not show them.
class ReferencedFunctions {
 public:
  /// Asks the server, once, in which schemas the names in these expressions exist.
  ReferencedFunctions(pqxx::transaction_base& transaction,
                      const std::vector<const ParsedExpression*>& expressions);

  /// Returns qualified names such as `app.f`, sorted. An unqualified name is looked up in `schema`, then in
  /// public.
  std::set<std::string> referenced_by(const ParsedExpression& expression, const std::string& schema) const;

 private:
  struct Home {
    std::string schema;
    std::string name;  ///< an operator or function name
    auto operator<=>(const Home&) const = default;
  };
  std::string resolved(const std::vector<std::string>& name, const std::string& schema) const;

  std::set<Home> homes_;
};

}  // namespace tenon
