#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "diff/comparison.h"
#include "diff/sql_text.h"
#include "diff/targets.h"
#include "model/settling.h"

namespace tenon {

std::vector<ConstSqlText> sql_texts_of(const Item& item);

/// The slots of two objects that stand for each other and are not known to be equal.
struct SqlTextPair {
  ConstSqlText actual;
  ConstSqlText declared;
};
std::vector<SqlTextPair> unequal_texts(const Mismatch& mismatch);

/// Everything that only the database can tell about a comparison, asked at once.
///
/// Asked are the texts that differ between the two sides of an object, and all the texts of constraints that
/// may turn out to be one (see candidates() in text_settling.cc). A text means what the table around it makes
/// it mean, so it is asked over its own side's table; the actual one over the declared table as well when a
/// column changes its type there, since the server compiles it anew then. Two texts are equal when any form
/// of the one is any form of the other.
class TextSettling {
 public:
  explicit TextSettling(const Comparison& comparison);

  bool empty() const { return questions_.empty(); }
  /// An empty `ask`: there is no server. Then no text has a form.
  void ask_database(const Ask& ask);

  /// The keys that the texts get, by the address of the key that each replaces: what the database brought
  /// into one form has one key.
  std::map<const std::string*, std::string> joined_keys() const;

  /// Whether a database could have told two slots apart but did not. Slots with equal keys are decided.
  bool undecided(const Mismatch& mismatch, const SqlTextPair& pair) const;
  /// Why, for a reader.
  std::string reason(const Mismatch& mismatch, const SqlTextPair& pair) const;

 private:
  using QuestionKey = std::tuple<About, std::string, const Table*, std::string>;

  /// One slot that is asked about.
  struct Occurrence {
    const std::string* key;
    SideOf side;
    std::size_t scope;  ///< only texts of one scope can stand for each other
    std::vector<std::size_t> questions;
  };

  std::vector<Question> questions_about(const ConstSqlText& sql_text, const Item& item, SideOf side) const;
  std::size_t index_of(const Question& question);
  void ask_about(const ConstSqlText& sql_text, const Item& item, SideOf side);
  void remember_new_labels(const Mismatch& mismatch);
  void ask_about_pair(const Mismatch& mismatch);
  void ask_about_candidates(const MismatchGroup& group);
  bool types_differ(const Table& table, const Table& opposite) const;
  const Answer* failure(const ConstSqlText& sql_text, const Item& item, SideOf side) const;
  bool names_something_new(std::string_view text) const;
  bool is_over_something_new(const ConstSqlText& sql_text, const Item& declared) const;

  std::vector<Question> questions_;
  std::map<QuestionKey, std::size_t> index_;
  std::vector<Answer> answers_;
  std::vector<Occurrence> occurrences_;
  std::size_t scope_ = 0;
  Targets targets_;
  std::vector<std::string>
      new_names_;  ///< types, sequences, labels of the declared side alone; changed types
  mutable std::map<const Table*, bool> types_differ_;
  bool adds_extension_ = false;  ///< only the declared side has one
  bool offline_ = false;
};

}  // namespace tenon
