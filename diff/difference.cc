// Compares two catalogs with one round of questions to the database, and returns Changes and Unknowns.

#include "diff/difference.h"

#include <algorithm>
#include <map>
#include <string>
#include <type_traits>
#include <utility>

#include "diff/comparison.h"
#include "diff/diff.h"
#include "diff/text_settling.h"
#include "diff/undecided.h"

namespace tenon {

namespace {

using NewKeys = std::map<const std::string*, std::string>;

void rekey(Catalog& catalog, const NewKeys& keys) {
  const auto replace = [&](const SqlText<std::string>& sql_text) {
    const auto found = keys.find(sql_text.key);
    if (found != keys.end()) *sql_text.key = found->second;
  };
  for_each_type_list(catalog, [&](auto& types) {
    for (auto& type : types) for_each_sql_text(type, replace);
  });
  for (auto& table : catalog.tables) {
    for_each_sql_text(table, replace);
    for (auto& column : table.columns) for_each_sql_text(column, replace);
    for (auto& constraint : table.constraints)
      std::visit([&](auto& c) { for_each_sql_text(c, replace); }, constraint);
  }
}

struct GivenName {
  Name name;
  NamedBy by;
};

/// Returns the actual names of declared constraints whose names were left to the server, by the address of
/// the constraint.
std::map<const void*, GivenName> names_given(const Comparison& comparison, const DecidedDifference& decided) {
  std::map<const void*, GivenName> names;
  const auto give = [&](const auto* object, const Item& item) {
    if constexpr (std::is_constructible_v<Constraint, decltype(*object)>)
      if (*object->named_by == NamedBy::kServer) names[object] = {*item.name, item.named_by};
  };
  for (const Item& item : comparison.sides.declared) {
    const auto held = decided.joined_in_unknown.find(&item);
    const Item& namesake = held == decided.joined_in_unknown.end() ? item : *held->second;
    std::visit([&](const auto* object) { give(object, namesake); }, item.object);
  }
  return names;
}

void take_over_names(Catalog& declared, const std::map<const void*, GivenName>& names) {
  for (auto& table : declared.tables) {
    bool changed = false;
    for (auto& constraint : table.constraints) {
      const void* address =
          std::visit([](const auto& c) { return static_cast<const void*>(&c); }, constraint);
      const auto given = names.find(address);
      if (given == names.end()) continue;
      constraint = renamed(std::move(constraint), given->second.name, given->second.by);
      changed = true;
    }
    if (changed) sort_constraints(table.constraints);
  }
}

/// A declared extension without a schema or version accepts the actual one.
void adopt_what_is_left_open(const std::vector<Extension>& from, std::vector<Extension>& to) {
  for (Extension& open : to) {
    const auto known = std::ranges::find(from, open.name, &Extension::name);
    if (known == from.end()) continue;
    if (open.schema.empty()) open.schema = known->schema;
    if (open.version.empty()) open.version = known->version;
  }
}

}  // namespace

Difference difference(Catalog& actual, Catalog& declared, const Canonicalizer& ask, MatchBy match) {
  adopt_what_is_left_open(actual.extensions, declared.extensions);
  adopt_what_is_left_open(declared.extensions, actual.extensions);
  Comparison comparison = compared(actual, declared, match);
  TextSettling settling(comparison);
  if (!settling.empty()) {
    settling.ask_database(ask);
    const NewKeys keys = settling.joined_keys();
    rekey(actual, keys);
    rekey(declared, keys);
    comparison = compared(actual, declared, match, comparison.sides.type_tables);
  }
  DecidedDifference found = decided(comparison, settling, match);
  take_over_names(declared, names_given(comparison, found));
  return std::move(found.difference);
}

}  // namespace tenon
