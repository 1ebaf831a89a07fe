// The questions to a database about SQL texts, and its answers.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// The kind of text to settle.
enum class About {
  kExpression,      ///< a check, an index expression, a predicate, a generated column
  kCondition,       ///< a check or a predicate, which must be boolean
  kDefault,         ///< assigned to a column of type `target`
  kType,            ///< a column type
  kCast,            ///< a type to which values of type `target` are cast
  kPartitionKey,    ///< the text after PARTITION BY
  kPartitionBound,  ///< FOR VALUES ...; `target` is the text of the partitioned table's key
};

/// A text that only the database's own compiler can canonicalize.
struct Question {
  About about = About::kExpression;
  std::string text;
  const Table* table = nullptr;  ///< whose columns the text may name; never null
  std::string
      target;  ///< kDefault: the column's type; kCast: the type to cast from; kPartitionBound: the key

  friend bool operator==(const Question&, const Question&) = default;
};

/// The canonical form of a text, or why there is none. Two texts with one form are equal.
struct Answer {
  std::string form;      ///< empty: could not be settled
  std::string reason;    ///< then why, and what to do
  bool refused = false;  ///< the compiler rejected it, as it would in a script

  friend bool operator==(const Answer&, const Answer&) = default;
};

/// Settles texts: returns the answers in the order of the questions. Throws Error(kConnection) only if the
/// connection is lost.
using Canonicalizer = std::function<std::vector<Answer>(const std::vector<Question>&)>;

}  // namespace tenon
