// Provides the target of each question: a column type, or the partition key of the parent.

#include "diff/targets.h"

namespace tenon {

Targets::Targets(const Sides& sides) {
  const auto keep = [&](const std::vector<Item>& items, SideOf side) {
    for (const Item& item : items)
      if (const auto* table = std::get_if<const Table*>(&item.object))
        if (const std::string* key = option((*table)->options, "partition_by"))
          partition_keys_.emplace(std::pair(side, (*table)->name), *key);
  };
  keep(sides.actual, SideOf::kActual);
  keep(sides.declared, SideOf::kDeclared);
}

std::string Targets::of(const ConstSqlText& sql_text, const Item& item, SideOf side) const {
  if (sql_text.about != About::kPartitionBound || item.home->parents.empty())
    return std::string(sql_text.target);
  const auto at = partition_keys_.find({side, item.home->parents.front()});
  return at == partition_keys_.end() ? "" : at->second;
}

}  // namespace tenon
