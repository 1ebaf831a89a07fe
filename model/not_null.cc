// Names and options of NOT NULL constraints (PostgreSQL 18 and later).

#include "model/not_null.h"

#include <algorithm>
#include <utility>

#include "model/naming_server.h"

namespace tenon {

namespace {

constexpr std::string_view kName = "not_null_name";

bool is_about_not_null(const Option& option) {
  return option.key.starts_with("not_null_") && option.key != "not_null_on_conflict";
}

bool is_server_name(const Table& table, const Column& column, const std::string& name) {
  return is_server_not_null_name(table.name.name.text, column.name.text, name);
}

/// Returns the name to compare by: `wanted`, or `actual` if any name matches.
std::string comparable(const Table& table, const Column& column, const std::string* actual, bool may_differ) {
  const std::string* wanted = option(column.options, kName);
  const bool any_will_do = !wanted || is_server_name(table, column, *wanted);
  if (!actual) return any_will_do || !may_differ ? "" : *wanted;
  const bool servers = is_server_name(table, column, *actual);
  return !wanted || (any_will_do && servers) ? *actual : *wanted;
}

}  // namespace

bool is_server_not_null_name(std::string_view table, std::string_view column, std::string_view name) {
  constexpr int kTried = 10;
  for (int taken = 0; taken < kTried; ++taken) {
    int left = taken;
    if (server_not_null_name(table, column, [&](const std::string&) { return left-- > 0; }) == name)
      return true;
  }
  return false;
}

bool has_not_null_options(const Options& options) { return std::ranges::any_of(options, is_about_not_null); }

Options without_not_null_options(Options options) {
  std::erase_if(options, is_about_not_null);
  return options;
}

Catalog with_known_not_null_names(Catalog declared, const Catalog& actual, bool actual_has_names) {
  for (Table& table : declared.tables) {
    const Table* there = find_table(actual, table.name);
    for (Column& column : table.columns) {
      const Column* other = there ? find_column(*there, column.name) : nullptr;
      const std::string* name = other ? option(other->options, kName) : nullptr;
      if (!name && !option(column.options, kName)) continue;
      column.options =
          with_option(std::move(column.options), kName,
                      column.nullable ? "" : comparable(table, column, name, actual_has_names || !other));
    }
  }
  return declared;
}

}  // namespace tenon
