// Reads and writes the kinds of objects that are not modelled.

#include "model/unmodelled.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <utility>

namespace tenon {

namespace {

constexpr std::string_view kTableNotUnderstood = "table not understood";
constexpr std::string_view kIndexNotUnderstood = "index not understood";
constexpr std::string_view kReasonFollows = "-- not understood: ";

constexpr std::array<std::pair<std::string_view, UnmodelledRole>, 7> kRoles{
    {{"view", UnmodelledRole::kView},
     {"trigger", UnmodelledRole::kTrigger},
     {"index", UnmodelledRole::kIndex},
     {"virtual table", UnmodelledRole::kVirtualTable},
     {"typed_table", UnmodelledRole::kTypedTable},
     {"index_part", UnmodelledRole::kIndexPart},
     {"file setting", UnmodelledRole::kFileSetting}}};

/// The reason stands in the first line of the definition, after "-- not understood: ".
NotUnderstoodObject as_not_understood(UnmodelledObject object) {
  const auto end = std::min(object.definition.find('\n'), object.definition.size());
  const std::string line = object.definition.substr(0, end);
  const auto colon = line.find(": ");
  return {std::move(object.name), std::move(object.table),
          colon == std::string::npos ? line : line.substr(colon + 2),
          end < object.definition.size() ? object.definition.substr(end + 1) : std::string()};
}

}  // namespace

UnmodelledRole role_of(const UnmodelledObject& object) { return role_of(std::string_view(object.kind)); }

UnmodelledRole role_of(std::string_view kind) {
  const auto* found = std::ranges::find(kRoles, kind, &std::pair<std::string_view, UnmodelledRole>::first);
  return found == kRoles.end() ? UnmodelledRole::kNone : found->second;
}

UnmodelledObject as_unmodelled(const NotUnderstoodObject& object) {
  return {std::string(object.is_index() ? kIndexNotUnderstood : kTableNotUnderstood), object.name,
          object.table, std::string(kReasonFollows) + object.reason + "\n" + object.definition};
}

std::vector<UnmodelledObject> all_unmodelled(const Catalog& catalog) {
  std::vector<UnmodelledObject> all = catalog.unmodelled;
  if (catalog.not_understood.empty()) return all;
  for (const NotUnderstoodObject& object : catalog.not_understood) all.push_back(as_unmodelled(object));
  sort_unmodelled(all);
  return all;
}

void add_unmodelled(UnmodelledObject object, std::vector<UnmodelledObject>& unmodelled,
                    std::vector<NotUnderstoodObject>& not_understood) {
  if (object.kind == kTableNotUnderstood || object.kind == kIndexNotUnderstood)
    not_understood.push_back(as_not_understood(std::move(object)));
  else
    unmodelled.push_back(std::move(object));
}

void sort_unmodelled(std::vector<UnmodelledObject>& objects) {
  std::ranges::sort(objects, [](const UnmodelledObject& a, const UnmodelledObject& b) {
    return std::tie(a.kind, a.table, a.name, a.definition) < std::tie(b.kind, b.table, b.name, b.definition);
  });
}

}  // namespace tenon
