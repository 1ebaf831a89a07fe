#pragma once

#include <map>
#include <string>
#include <utility>

#include "diff/item.h"
#include "diff/sql_text.h"

namespace tenon {

/// Which catalog an item is of.
enum class SideOf { kActual, kDeclared };

/// What a question about a text needs to know beside the table: the target of a Question. A partition's bound
/// means what the key of the whole makes it mean.
class Targets {
 public:
  /// Keeps the keys as they are now: settling may bring them into other words.
  explicit Targets(const Sides& sides);

  std::string of(const ConstSqlText& sql_text, const Item& item, SideOf side) const;

 private:
  std::map<std::pair<SideOf, QualifiedName>, std::string> partition_keys_;
};

}  // namespace tenon
