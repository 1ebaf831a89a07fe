// Provides the target of each question: a column type, or the partition key of the parent.

#pragma once

#include <map>
#include <string>
#include <utility>

#include "diff/item.h"
#include "diff/sql_text.h"

namespace tenon {

/// The side that an item belongs to.
enum class SideOf { kActual, kDeclared };

/// Provides Question::target, which a question needs besides the table. The meaning of a partition bound
/// depends on the partition key of the parent.
class Targets {
 public:
  /// Copies the partition keys now, because settling may change them.
  explicit Targets(const Sides& sides);

  std::string of(const ConstSqlText& sql_text, const Item& item, SideOf side) const;

 private:
  std::map<std::pair<SideOf, QualifiedName>, std::string> partition_keys_;
};

}  // namespace tenon
