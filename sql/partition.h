// Parses the text of partition keys and partition bounds.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// One element of a partitioned table's key: `a`, `lower(b) COLLATE "C" text_ops`. Views into the text that
/// was read.
struct PartitionElement {
  std::string_view column;      ///< as written; empty: an expression
  std::string_view expression;  ///< empty: a column
  std::string_view rest;        ///< the collation and operator class behind it
};

/// What stands behind PARTITION BY.
struct PartitionKey {
  std::string strategy;  ///< in upper case
  std::vector<PartitionElement> elements;
};

/// `RANGE (a, lower(b))`; nullopt: it is none.
std::optional<PartitionKey> partition_key(std::string_view text);

/// What rows a partition takes.
struct PartitionBound {
  enum class Form { kDefault, kIn, kFromTo, kWith };
  Form form = Form::kDefault;
  /// IN has one list of values, FROM .. TO two; WITH has `modulus 4` and `remainder 1` as the elements of
  /// one.
  std::vector<std::vector<std::string_view>> lists;
};

/// `FOR VALUES FROM (1) TO (MAXVALUE)`, `DEFAULT`; nullopt: it is none.
std::optional<PartitionBound> partition_bound(std::string_view text);

}  // namespace tenon
