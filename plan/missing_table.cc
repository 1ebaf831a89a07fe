#include "plan/missing_table.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "plan/mention.h"

namespace tenon {

namespace {

bool is_one_of(const std::string& word, const auto& words) {
  return std::ranges::find(words, word) != words.end();
}

/// What stands between `from`, `into` or `update` and the name of a table, or instead of one.
constexpr std::array<std::string_view, 17> kNoTable{
    "main",     "temp",  "select",  "values", "with",   "of",    "on",   "set", "or",
    "rollback", "abort", "replace", "fail",   "ignore", "begin", "when", "for"};
constexpr std::array<std::string_view, 4> kSkipped{"main", "temp", "or", "indexed"};

/// Names that FROM may find although no CREATE made them: common table expressions.
std::set<std::string> made_inside(const std::vector<Mention>& all) {
  std::set<std::string> names;
  const bool has_with = std::ranges::find(all, "with", &Mention::key) != all.end();
  for (const Mention& each : all)
    if (has_with && each.as == Mention::As::kCall) names.insert(each.key);
  for (std::size_t i = 1; i < all.size(); ++i)
    if (all[i].key == "as" && all[i].as == Mention::As::kCall) names.insert(all[i - 1].key);
  return names;
}

bool exists(const std::string& key, const Catalog& catalog) {
  if (key.starts_with("sqlite_") || key.starts_with("pragma_")) return true;
  const auto is_it = [&](const QualifiedName& name) { return name.name.key == key; };
  return std::ranges::any_of(catalog.tables, is_it, &Table::name) ||
         std::ranges::any_of(catalog.others, is_it, &Other::name);
}

}  // namespace

bool may_miss_table(const Other& other, const Catalog& catalog) {
  constexpr std::array<std::string_view, 4> kBefore{"from", "join", "into", "update"};
  const std::vector<Mention> all = mentions(other.definition, *catalog.dialect);
  const std::set<std::string> inside = made_inside(all);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    if (!is_one_of(all[i].key, kBefore)) continue;
    std::size_t at = i + 1;
    while (at + 1 < all.size() && is_one_of(all[at].key, kSkipped)) ++at;
    const Mention& named = all[at];
    const bool is_function = named.as == Mention::As::kCall && all[i].key != "into";
    if (is_function || is_one_of(named.key, kNoTable) || inside.contains(named.key)) continue;
    if (!exists(named.key, catalog)) return true;
  }
  return false;
}

}  // namespace tenon
