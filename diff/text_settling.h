// Collects the SQL texts of a comparison that only a database can compare, asks it, and keeps the answers.

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

/// Two corresponding texts of two objects that are not known to be equal.
struct SqlTextPair {
  ConstSqlText actual;
  ConstSqlText declared;
};
std::vector<SqlTextPair> unequal_texts(const Mismatch& mismatch);

/// Collects every question about a comparison that only the database can answer, so that they are asked at
/// once.
///
/// It asks about the texts that differ between the two sides of an object, and about all texts of constraints
/// that may turn out to be equal (see candidates() in text_settling.cc). The meaning of a text depends on its
/// table, so each is asked over the table of its own side. An actual text is also asked over the declared
/// table if a column changes its type there, since the server compiles it again then. Two texts are equal if
/// any form of one equals any form of the other.
class TextSettling {
 public:
  explicit TextSettling(const Comparison& comparison);

  bool empty() const { return questions_.empty(); }
  /// Asks the database. If `ask` is empty there is no server, and no text gets a form.
  void ask_database(const Canonicalizer& ask);

  /// Returns the new keys of the texts, by the address of the key that each replaces: texts with one form get
  /// one key.
  std::map<const std::string*, std::string> joined_keys() const;

  /// Tells whether a database could compare two texts but did not. Texts with equal keys are decided.
  bool undecided(const Mismatch& mismatch, const SqlTextPair& pair) const;
  /// Returns the reason, for the report.
  std::string reason(const Mismatch& mismatch, const SqlTextPair& pair) const;

 private:
  using QuestionKey = std::tuple<About, std::string, const Table*, std::string>;

  /// One text that is asked about.
  struct Occurrence {
    const std::string* key;
    SideOf side;
    std::size_t scope;  ///< only texts of one scope are compared with each other
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
      new_names_;  ///< types, sequences and labels that only the declared side has, and changed types
  mutable std::map<const Table*, bool> types_differ_;
  bool adds_extension_ = false;  ///< only the declared side has one
  bool offline_ = false;
};

}  // namespace tenon
