#pragma once

#include <set>
#include <string>
#include <vector>

#include "reflect/postgresql/connection.h"
#include "sql/pg_parse.h"

namespace tenon {

/// Which functions and operators that are not the server's own an expression calls. The planner inlines some
/// and runs others, so that they cannot be seen in what it prints.
class ReferencedFunctions {
 public:
  /// Asks the server, once, where the names in these expressions live.
  ReferencedFunctions(pqxx::transaction_base& transaction,
                      const std::vector<const ParsedExpression*>& expressions);

  /// `app.f`, sorted; an unqualified name means that of `schema`, then that of public.
  std::set<std::string> called(const ParsedExpression& expression, const std::string& schema) const;

 private:
  struct Home {
    std::string schema;
    std::string name;  ///< an operator's sign, or a function's name
    auto operator<=>(const Home&) const = default;
  };
  std::string resolved(const std::vector<std::string>& name, const std::string& schema) const;

  std::set<Home> homes_;
};

}  // namespace tenon
