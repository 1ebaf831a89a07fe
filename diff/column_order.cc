// Finds the tables whose columns stand in another order on the two sides.

#include "diff/column_order.h"

#include <map>
#include <vector>

#include "model/listing.h"
#include "model/pluralize.h"
#include "model/to_string.h"

namespace tenon {

namespace {

bool has_other_order(const Table& actual, const Table& declared) {
  std::map<Name, std::size_t> positions;
  for (const Column& column : actual.columns) positions.emplace(column.name, positions.size());
  std::size_t last = 0;
  for (const Column& column : declared.columns) {
    const auto at = positions.find(column.name);
    if (at == positions.end()) continue;
    if (at->second < last) return true;
    last = at->second;
  }
  return false;
}

}  // namespace

std::string column_order_note(const Catalog& actual, const Catalog& declared) {
  std::vector<std::string> names;
  for (const Table& table : declared.tables)
    if (const Table* opposite = find_table(actual, table.name); opposite && has_other_order(*opposite, table))
      names.push_back(to_string(table.name));
  if (names.empty()) return "";
  constexpr std::size_t kFew = 3;
  return "the columns of " + pluralize(names.size(), "table") + " (" + few(names, kFew) +
         ") stand in another order on the two sides, which is not compared";
}

}  // namespace tenon
