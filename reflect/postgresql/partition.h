// Splits questions about partition keys and bounds into questions about expressions, and joins the answers.

#pragma once

#include <vector>

#include "model/settling.h"

namespace tenon {

/// Splits a question about a partition key or a partition bound into questions about the expressions and
/// values in it.
class PartitionQuestion {
 public:
  /// REQUIRES: is_about_partitions(question).
  explicit PartitionQuestion(const Question& question);

  const std::vector<Question>& parts() const { return parts_; }
  /// Combines the answers to parts(), in their order. A value that is computed when the partition is created
  /// has no form.
  Answer answer(const Answer* parts) const;

 private:
  void take_key(const Question& question);
  void take_bound(const Question& question);
  void take_value(std::string_view value, const Question& question, std::size_t position);

  /// A piece of the form: literal text, or the answer to a part.
  struct Piece {
    std::string text;
    bool is_part = false;
    std::string behind = {};  ///< the separator before the next piece
  };

  std::vector<Question> parts_;
  std::vector<Piece> pieces_;
  std::string head_;        ///< the text before the pieces
  bool is_set_ = false;     ///< the order of the pieces does not matter
  bool is_values_ = false;  ///< the parts are values
  std::string reason_;      ///< why there is no question to ask
};

inline bool is_about_partitions(const Question& question) {
  return question.about == About::kPartitionKey || question.about == About::kPartitionBound;
}

}  // namespace tenon
