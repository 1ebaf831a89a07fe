// Parses the text of partition keys and partition bounds.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// One element of a partitioned table's key: `a`, `lower(b) COLLATE "C" text_ops`. The members are views into
/// the parsed text.
struct PartitionElement {
  std::string_view column;      ///< as written; empty for an expression
  std::string_view expression;  ///< empty for a column
  std::string_view rest;        ///< the collation and operator class after it
};

/// The clause after PARTITION BY.
struct PartitionKey {
  std::string strategy;  ///< in upper case
  std::vector<PartitionElement> elements;
};

/// Parses `RANGE (a, lower(b))`; nullopt for any other text.
std::optional<PartitionKey> partition_key(std::string_view text);

/// The bound of a partition, which selects its rows.
struct PartitionBound {
  enum class Form { kDefault, kIn, kFromTo, kWith };
  Form form = Form::kDefault;
  /// IN has one list of values, FROM .. TO has two; WITH has one list with the elements `modulus 4` and
  /// `remainder 1`.
  std::vector<std::vector<std::string_view>> lists;
};

/// Parses `FOR VALUES FROM (1) TO (MAXVALUE)` or `DEFAULT`; nullopt for any other text.
std::optional<PartitionBound> partition_bound(std::string_view text);

}  // namespace tenon
