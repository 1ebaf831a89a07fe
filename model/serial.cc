// Serial columns as facts: PostgreSQL's words for them, and SQLAlchemy's rule of autoincrement.

#include "model/serial.h"

#include <algorithm>
#include <array>

namespace tenon {

namespace {

struct Serial {
  std::string_view word;
  std::string_view integer;
};

/// The first word of an integer type is the one that is written.
constexpr std::array<Serial, 6> kSerials = {{{"serial", "integer"},
                                             {"serial4", "integer"},
                                             {"bigserial", "bigint"},
                                             {"serial8", "bigint"},
                                             {"smallserial", "smallint"},
                                             {"serial2", "smallint"}}};

bool is_in(const std::vector<Name>& columns, const Name& column) {
  return std::ranges::find(columns, column) != columns.end();
}

}  // namespace

std::string_view serial_integer(std::string_view word) {
  const auto at = std::ranges::find(kSerials, word, &Serial::word);
  return at == kSerials.end() ? std::string_view() : at->integer;
}

std::string_view serial_word(const Type& type) {
  const auto at = std::ranges::find(kSerials, type.key, &Serial::integer);
  return at == kSerials.end() ? std::string_view() : at->word;
}

bool is_serial_word(const Type& type) { return !serial_integer(type.key).empty(); }

bool counts_by_itself(const Column& column, const std::vector<const Constraint*>& constraints,
                      bool follows_keys) {
  if (serial_word(column.type).empty() || column.default_value || column.identity || column.generated)
    return false;
  bool is_key = false;
  for (const Constraint* constraint : constraints) {
    const auto* key = std::get_if<PrimaryKey>(constraint);
    if (key) is_key = key->columns == std::vector<Name>{column.name};
    const auto* reference = std::get_if<ForeignKey>(constraint);
    if (reference && !follows_keys && is_in(reference->columns, column.name)) return false;
  }
  return is_key;
}

bool counts_by_itself(const Column& column, const Table& table) {
  std::vector<const Constraint*> constraints;
  for (const Constraint& constraint : table.constraints) constraints.push_back(&constraint);
  return table.parents.empty() && counts_by_itself(column, constraints);
}

}  // namespace tenon
