// Asks sql/ how long the expressions of a text are.

#include "app/modest_sql.h"

#include "model/dialect.h"
#include "sql/operator_chain.h"

namespace tenon {

std::size_t operator_chain_of(const std::string& text) {
  return longest_operator_chain(text, *find_dialect("postgresql"));
}

}  // namespace tenon
