// Derives the names that PostgreSQL itself gives to constraints, indexes and sequences.

#include "model/naming_server.h"

#include <algorithm>

#include "model/naming_template.h"
#include "model/naming_words.h"
#include "model/overloaded.h"

namespace tenon {

namespace {

constexpr std::size_t kMaxName = 63;  // NAMEDATALEN - 1

std::string clipped(std::string_view text, std::size_t bytes) {
  return std::string(text.substr(0, utf8_prefix(text, bytes)));
}

/// makeObjectName(): table, columns and label joined with "_", the longer of the first two cut first.
std::string object_name(std::string_view table, std::string_view columns, std::string_view label) {
  const std::size_t overhead = label.size() + 1 + (columns.empty() ? 0 : 1);
  std::size_t first = table.size();
  std::size_t second = columns.size();
  while (first + second > kMaxName - overhead) --(first > second ? first : second);
  std::string name = clipped(table, first);
  if (!columns.empty()) name += "_" + clipped(columns, second);
  return name + "_" + std::string(label);
}

/// ChooseRelationName(), ChooseConstraintName(): a number behind the label while the name is taken.
std::string free_name(std::string_view table, std::string_view columns, const std::string& label,
                      const Taken& taken) {
  std::string name = object_name(table, columns, label);
  for (int pass = 1; taken && taken(name); ++pass)
    name = object_name(table, columns, label + std::to_string(pass));
  return name;
}

/// ChooseIndexNameAddition(): the columns joined with "_", no more of them than a name can hold.
std::string addition(const std::vector<std::string>& columns) {
  std::string all;
  for (const auto& column : columns) {
    all += (all.empty() ? "" : "_") + column;
    if (all.size() > kMaxName) break;
  }
  return all;
}

/// ChooseIndexColumnNames(): each name once, a number behind the later ones.
void append_index_column(std::vector<std::string>& to, const std::string& name) {
  std::string unique = name;
  for (int i = 1; std::ranges::find(to, unique) != to.end(); ++i) {
    const std::string number = std::to_string(i);
    unique = clipped(name, kMaxName - number.size()) + number;
  }
  to.push_back(unique);
}

void append_index_column(std::vector<std::string>& to, const IndexElement& element) {
  append_index_column(to, std::visit(Overloaded{
                                         [](const Name& column) { return column.text; },
                                         [](const Expression& e) { return index_column_name(e); },
                                     },
                                     element.what));
}

/// Returns the columns of an index or of the index of a constraint, including INCLUDE.
template <class Elements>
std::vector<std::string> index_columns(const Elements& elements, const std::vector<Name>& include) {
  std::vector<std::string> columns;
  for (const auto& element : elements) append_index_column(columns, element);
  for (const auto& column : include) append_index_column(columns, column.text);
  return columns;
}

std::vector<IndexElement> elements_of(const std::vector<Name>& columns) {
  std::vector<IndexElement> elements(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) elements[i].what = columns[i];
  return elements;
}

std::vector<IndexElement> elements_of(const Exclusion& exclusion) {
  std::vector<IndexElement> elements;
  for (const auto& element : exclusion.elements) elements.push_back(element.element);
  return elements;
}

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> all;
  for (const auto& name : names) all.push_back(name.text);
  return all;
}

std::string check_addition(const Check& check, const Table& table) {
  const std::vector<Name> columns = columns_named(check.sqltext, table);
  return columns.size() == 1 ? columns.front().text : "";
}

}  // namespace

std::string server_name(const Constraint& constraint, const Table& table, const Taken& taken) {
  const auto name = [&](const std::vector<std::string>& columns, const char* label) {
    return free_name(table.name.name.text, addition(columns), label, taken);
  };
  return std::visit(
      Overloaded{
          [&](const PrimaryKey&) { return name({}, "pkey"); },
          [&](const Unique& c) { return name(index_columns(elements_of(c.columns), c.include), "key"); },
          [&](const Index& c) { return name(index_columns(c.elements, c.include), "idx"); },
          [&](const Check& c) { return name({check_addition(c, table)}, "check"); },
          [&](const Exclusion& c) { return name(index_columns(elements_of(c), c.include), "excl"); },
          [&](const ForeignKey& c) { return name(texts(c.columns), "fkey"); },
      },
      constraint);
}

bool is_server_name(const Constraint& constraint, const Table& table) {
  const std::string& name = name_of(constraint).text;
  const bool has_number = !name.empty() && name.back() >= '0' && name.back() <= '9';
  const std::string plain = server_name(constraint, table, nullptr);
  const std::string_view label = std::string_view(plain).substr(plain.rfind('_'));
  const std::size_t end = name.find_last_not_of("0123456789");
  if (end == std::string::npos || !std::string_view(name).substr(0, end + 1).ends_with(label)) return false;
  constexpr int kNumbers = 100;  // nobody has more constraints of one kind over the same columns
  for (int numbers = 0; numbers < (has_number ? kNumbers : 1); ++numbers) {
    int asked = 0;
    if (server_name(constraint, table, [&](const std::string&) { return asked++ < numbers; }) == name)
      return true;
  }
  return false;
}

std::string server_not_null_name(std::string_view table, std::string_view column, const Taken& taken) {
  return free_name(table, column, "not_null", taken);
}

std::string server_domain_check_name(std::string_view domain, const Taken& taken) {
  return free_name(domain, "", "check", taken);
}

std::string server_sequence_name(std::string_view table, std::string_view column, const Taken& taken) {
  return free_name(table, column, "seq", taken);
}

}  // namespace tenon
