#pragma once

#include <vector>

#include "model/settling.h"

namespace tenon {

/// A question about a partitioned table's key or a partition's bound, as questions about the expressions and
/// values in it.
class PartitionQuestion {
 public:
  /// `question` is one of the two kinds.
  explicit PartitionQuestion(const Question& question);

  const std::vector<Question>& parts() const { return parts_; }
  /// `parts`: the answers, in the order of parts(). A value that is computed when the partition is made has
  /// no form.
  Answer answer(const Answer* parts) const;

 private:
  void take_key(const Question& question);
  void take_bound(const Question& question);
  void take_value(std::string_view value, const Question& question, std::size_t position);

  /// A piece of the form: text that stands for itself, or a part's answer.
  struct Piece {
    std::string text;
    bool is_part = false;
    std::string behind = {};  ///< what separates it from the next
  };

  std::vector<Question> parts_;
  std::vector<Piece> pieces_;
  std::string head_;        ///< what stands before the pieces
  bool is_set_ = false;     ///< the order of the pieces means nothing
  bool is_values_ = false;  ///< the parts are values
  std::string reason_;      ///< why it cannot be asked
};

inline bool is_about_partitions(const Question& question) {
  return question.about == About::kPartitionKey || question.about == About::kPartitionBound;
}

}  // namespace tenon
